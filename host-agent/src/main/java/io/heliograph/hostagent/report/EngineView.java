package io.heliograph.hostagent.report;

import io.heliograph.node.subnets.DockerNetwork;
import io.heliograph.node.subnets.Endpoint;
import java.util.List;

/// What a look at the Docker engine gave.
public sealed interface EngineView {
    /// The engine answered with all its networks.
    ///
    /// @param running where containers can be asked, the oldest first; none where nobody is to ask
    record Seen(String version, List<DockerNetwork> networks, List<Endpoint> running) implements EngineView {
        public Seen(String version, List<DockerNetwork> networks) {
            this(version, networks, List.of());
        }

        public Seen {
            networks = List.copyOf(networks);
            running = List.copyOf(running);
        }
    }

    /// The engine did not answer, or not credibly: nothing is known of its networks.
    record Unreachable(String where, String why) implements EngineView {}
}
