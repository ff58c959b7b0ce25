package io.heliograph.renderer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The service's settings; each is an environment variable such as `HELIOGRAPH_STATE_DIR`.
@ConfigMapping(prefix = "heliograph")
interface RendererConfig {
    @WithDefault("/var/lib/heliograph")
    Path stateDir();

    /// Shared by the instances that divide the clusters among them.
    @WithDefault("heliograph-config-renderer")
    String applicationId();

    /// Copies of each task's state on other instances.
    @WithDefault("1")
    int standbys();

    /// Where the traces of changes go, OTLP over HTTP: `http://collector:4318`; absent: nothing is traced.
    Optional<String> traces();

    Brake brake();

    Waves waves();

    /// How much may be taken from a reflector, or from a cluster's hosts, without a person's word.
    interface Brake {
        @WithDefault("20")
        int percent();

        @WithDefault("5")
        int atLeast();

        @WithDefault("10m")
        Duration window();
    }

    /// How structural changes go from node to node.
    interface Waves {
        /// For how long a node must hold its sessions before the next one's turn.
        @WithDefault("30s")
        Duration soak();

        /// How long after a change was sent the node must hold them.
        @WithDefault("3m")
        Duration patience();

        /// How many of a cluster's hosts may have it at once.
        @WithDefault("10")
        int hostsPercent();
    }
}
