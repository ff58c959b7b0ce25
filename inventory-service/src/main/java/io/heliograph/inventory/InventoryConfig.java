package io.heliograph.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What can be set for the inventory; the environment has it as `HELIOGRAPH_INVENTORY_…`.
@ConfigMapping(prefix = "heliograph.inventory")
public interface InventoryConfig {
    /// Replicas of each topic that the inventory creates: 1 on one machine, 3 on a cluster of brokers.
    @WithDefault("1")
    short replication();

    /// For how long a request waits until the brokers have what it changed.
    @WithDefault("10s")
    Duration writeTimeout();
}
