package io.heliograph.birdcontrol.bird;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportVersion;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps one BIRD at the latest configuration of its node.
@SuppressWarnings("UnusedVariable")
public final class ConfigApplier implements AutoCloseable {
    private final ApplierSettings settings;
    private final Supplier<ReportVersion> versions;
    private final Consumer<ApplyResult> results;
    private final InstantSource clock;

    /// @param versions gives the version of each result
    /// @param results takes each result, on the applier's own thread; must not block
    public ConfigApplier(
            ApplierSettings settings,
            Supplier<ReportVersion> versions,
            Consumer<ApplyResult> results,
            InstantSource clock) {
        this.settings = settings;
        this.versions = versions;
        this.results = results;
        this.clock = clock;
    }

    /// Starts from the last good configuration on disk, and puts file and memory in agreement. BIRD may be absent.
    public void start() {}

    /// Hands over the latest configuration of the node. Never blocks. The first goes at once, the tail is
    /// coalesced and the latest wins; a revision that BIRD runs already is only answered.
    public void offer(NodeConfig config) {}

    /// What BIRD runs as far as this applier knows; after a restart, what the disk says.
    public Optional<NodeConfig> lastGood() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
