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
}
