package io.heliograph.renderer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

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
}
