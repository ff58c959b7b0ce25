package io.heliograph.simulation;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A structural change goes to one reflector; the other gets one only when the first has said that it is confirmed
/// and has held its sessions. A wave that failed, or that nobody answers, does not go on. Two reflectors of a pair are
/// never in a structural trial at once.
final class WavesTakeTurns {
    private static final Duration SOAK = Duration.ofSeconds(30);

    private static final class Wave {
        final Set<Revision> revisions = new HashSet<>();
        Optional<Instant> confirmed = Optional.empty();
    }

    private final Invariants invariants;
    private final Map<NodeId, NodeConfig> lastSent = new HashMap<>();
    private final Map<NodeId, Wave> waves = new HashMap<>();
    private final Map<NodeId, NodeConfig> trials = new HashMap<>();
    private boolean forgot;

    WavesTakeTurns(Invariants invariants) {
        this.invariants = invariants;
    }

    /// Who has lost all memory of what was sent knows of no wave either.
    void forgot() {
        forgot = true;
        waves.clear();
    }

    void sent(NodeConfig config) {
        if (config.node().kind() != NodeId.Kind.REFLECTOR) {
            return;
        }
        var before = lastSent.put(config.node(), config);
        if (before == null || config.previous().isEmpty() || before.revision().equals(config.revision())) {
            return;
        }
        boolean structural = Texts.isStructural(
                invariants.texts.of(before.revision(), before.text()),
                invariants.texts.of(config.revision(), config.text()));
        if (structural) {
            if (!invariants.isReleased(config)) {
                waves.forEach((node, wave) -> invariants.require(
                        node.equals(config.node()) || isOver(wave),
                        "a wave that is not confirmed does not go on",
                        () -> config.node() + " is sent " + config.revision().abbreviated() + " while " + node
                                + " has one to bear"));
            }
            waves.put(config.node(), new Wave());
        }
        Optional.ofNullable(waves.get(config.node())).ifPresent(wave -> wave.revisions.add(config.revision()));
    }

    private boolean isOver(Wave wave) {
        return wave.confirmed
                .filter(at -> !at.plus(SOAK).isAfter(invariants.now()))
                .isPresent();
    }

    void said(ApplyResult result) {
        var wave = waves.get(result.node());
        if (wave != null
                && wave.confirmed.isEmpty()
                && result.outcome() == ApplyResult.Outcome.CONFIRMED
                && wave.revisions.contains(result.revision())) {
            wave.confirmed = Optional.of(invariants.now());
        }
    }

    void configuring(SimulatedNode node, NodeConfig config) {
        boolean structural = node.node.kind() == NodeId.Kind.REFLECTOR
                && node.current.isPresent()
                && config.previous().isPresent()
                && !invariants.isReleased(config)
                && Texts.isStructural(
                        invariants.texts.of(
                                node.current.get().revision(),
                                node.current.get().text()),
                        invariants.texts.of(config.revision(), config.text()));
        trials.remove(node.node);
        if (structural && !forgot) {
            invariants.world().reflectors().stream()
                    .filter(other -> !other.node.equals(node.node))
                    .forEach(other -> invariants.require(
                            !(other.bird.hasTrial() && trials.containsKey(other.node)),
                            "two reflectors of a pair are never in a structural trial at once",
                            () -> node.node + " and " + other.node));
            trials.put(node.node, config);
        }
    }
}
