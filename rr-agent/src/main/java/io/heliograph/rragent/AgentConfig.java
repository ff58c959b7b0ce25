package io.heliograph.rragent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What the environment says, `HELIOGRAPH_…`. Names are optional here so that a missing one is refused in words,
/// not with a stack trace.
@ConfigMapping(prefix = "heliograph")
interface AgentConfig {
    Optional<String> cluster();

    Optional<String> reflector();

    @WithDefault("/var/lib/heliograph")
    Path stateDir();

    @WithDefault("/run/bird/bird.ctl")
    Path birdSocket();

    @WithDefault("/var/lib/heliograph/bird")
    Path birdConfigDir();

    /// The secrets that BGP options name, one file each; `HELIOGRAPH_SECRET_NAME` where there is no file.
    @WithDefault("/etc/heliograph/secrets")
    Path secretsDir();

    @WithDefault("30s")
    Duration heartbeat();

    /// Where the traces of changes go, OTLP over HTTP: `http://collector:4318`; absent: nothing is traced.
    Optional<String> traces();

    /// Whether the containers that hosts name are pinged.
    @WithDefault("false")
    boolean probe();

    /// How often each.
    @WithDefault("30s")
    Duration probeInterval();

    Brake brake();

    /// How much of what BIRD holds a configuration may cost without a person's release.
    interface Brake {
        /// Of the sessions that are up, and of the prefixes.
        @WithDefault("0.2")
        double share();

        /// Fewer than this are never held.
        @WithDefault("5")
        int least();

        /// Losses that are this close together count as one.
        @WithDefault("10m")
        Duration window();
    }
}
