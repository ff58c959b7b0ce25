package io.heliograph.simulation;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import java.util.HashSet;
import java.util.Set;

/// Each configuration that was given to BIRD ends in a verdict, unless its agent died over it.
final class EveryVerdict {
    private record Attempt(NodeId node, Revision revision) {}

    private final Invariants invariants;
    private final Set<Attempt> open = new HashSet<>();

    EveryVerdict(Invariants invariants) {
        this.invariants = invariants;
    }

    void configuring(SimulatedNode node, NodeConfig config) {
        boolean restores = node.current
                .filter(current -> current.revision().equals(config.revision()))
                .isPresent();
        if (!restores) {
            open.add(new Attempt(node.node, config.revision()));
        }
    }

    void said(SimulatedNode node, ApplyResult result) {
        open.remove(new Attempt(node.node, result.revision()));
    }

    void killed(SimulatedNode node, NodeConfig config) {
        open.remove(new Attempt(node.node, config.revision()));
    }

    void atRest() {
        invariants.require(open.isEmpty(), "every apply ends in a verdict", open::toString);
    }
}
