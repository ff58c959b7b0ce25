package io.heliograph.hostagent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the environment says: `HELIOGRAPH_CLUSTER`, `HELIOGRAPH_HOST`, … as text, which [AgentSettings] reads.
@ConfigMapping(prefix = "heliograph")
interface HostAgentConfig {
    Optional<String> cluster();

    /// The host's name in the fleet; the machine's host name where it is absent.
    Optional<String> host();

    /// The source of the host's BGP sessions and the next hop of its subnets.
    Optional<String> address();

    /// How the host's subnets come to the reflectors: `bgp` by its own BIRD, `static` without one, `static-bfd` without
    /// one and watched by BFD.
    @WithDefault("bgp")
    String attachment();

    /// The IPv4 prefixes whose networks are told of, for a host without BIRD: one that has one is told by its
    /// configuration.
    Optional<List<String>> ipv4Within();

    @WithDefault("unix:///var/run/docker.sock")
    String dockerHost();

    @WithDefault("/var/lib/heliograph")
    String stateDir();

    @WithDefault("/run/bird/bird.ctl")
    String birdSocket();

    @WithDefault("/var/lib/heliograph/bird")
    String birdConfigDir();

    /// The secrets that BGP options name, one file each; `HELIOGRAPH_SECRET_NAME` where there is no file.
    @WithDefault("/etc/heliograph/secrets")
    String secretsDir();

    /// How often the report is sent again although nothing changed.
    @WithDefault("30s")
    Duration heartbeat();

    /// Where the traces of changes go, OTLP over HTTP: `http://collector:4318`; absent: nothing is traced.
    Optional<String> traces();

    /// Whether reports name a container of each network for reflectors to ping.
    @WithDefault("false")
    boolean probe();

    Brake brake();

    /// How much of what BIRD holds a configuration may cost without a person's release.
    interface Brake {
        /// Of the sessions that are up, and of the prefixes that Docker still has.
        @WithDefault("0.2")
        double share();

        /// Fewer than this are never held.
        @WithDefault("5")
        int least();

        /// Losses that are this close together count as one.
        @WithDefault("10m")
        Duration window();
    }
    /// A secret that lets the host join a cluster; only a proof of it leaves the process.
    Optional<String> joinToken();

    /// Whether a stop (SIGTERM) takes the host out of service first: for hosts whose stop means that they go.
    @WithDefault("false")
    boolean drainOnStop();

    /// How long a stop waits for that at most.
    @WithDefault("60s")
    Duration drainTimeout();
}
