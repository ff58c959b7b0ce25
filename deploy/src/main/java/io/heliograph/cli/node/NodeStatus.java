package io.heliograph.cli.node;

import java.util.List;
import java.util.Optional;

/// A node's own view of itself: of its agents and its BIRD, where the control plane is out of reach.
///
/// @param unreachable what could not be asked, and why
public record NodeStatus(List<AgentAnswer> agents, Optional<BirdAnswer> bird, List<String> unreachable) {
    public NodeStatus {
        agents = List.copyOf(agents);
        unreachable = List.copyOf(unreachable);
    }

    /// Whether this machine is a node at all.
    public boolean isNode() {
        return !agents.isEmpty() || bird.isPresent();
    }
}
