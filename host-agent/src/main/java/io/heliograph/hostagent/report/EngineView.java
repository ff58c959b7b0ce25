package io.heliograph.hostagent.report;

import io.heliograph.node.subnets.DockerNetwork;
import java.util.List;

/// What a look at the Docker engine gave.
public sealed interface EngineView {
    /// The engine answered with all its networks.
    record Seen(String version, List<DockerNetwork> networks) implements EngineView {
        public Seen {
            networks = List.copyOf(networks);
        }
    }

    /// The engine did not answer, or not credibly: nothing is known of its networks.
    record Unreachable(String where, String why) implements EngineView {}
}
