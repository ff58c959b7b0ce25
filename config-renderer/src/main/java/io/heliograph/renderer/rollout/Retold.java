package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the bus says of rollouts otherwise than the gate does: told by a renderer that has lost its memory since, or
/// brought again by somebody. The inventory would go on showing a wait that is over.
///
/// It speaks only of nodes that wait here, and of records that name a cluster of this partition: what another task says
/// of a node that has moved to it is not touched.
///
/// Not safe for more than one thread.
final class Retold {
    /// What was told must have time to come back.
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Predicate<ClusterId> ours;
    private final Map<Place, Instant> spoken = new HashMap<>();

    Retold(Predicate<ClusterId> ours) {
        this.ours = ours;
    }

    /// Something was told of a node at this moment.
    void told(Place place, Instant now) {
        spoken.put(place, now);
    }

    /// What is to be told again.
    ///
    /// @param heard what the bus says of each node; nothing where it cannot be read
    /// @param told what the gate has told
    /// @param sent what each node was given last
    List<Note.Told> look(
            Map<NodeId, Optional<Rollout>> heard, Map<Place, Rollout> told, Map<Place, Shape> sent, Instant now) {
        spoken.values().removeIf(at -> !now.isBefore(at.plus(QUIET)));
        var waits = new TreeMap<NodeId, Note.Told>();
        told.forEach((place, rollout) -> {
            if (waits(rollout)) {
                waits.put(place.node(), new Note.Told(place, rollout));
            }
        });
        var again = new ArrayList<Note.Told>();
        waits.forEach((node, note) -> {
            if (!Optional.of(Optional.of(note.rollout())).equals(Optional.ofNullable(heard.get(node)))) {
                again.add(note);
            }
        });
        new TreeMap<>(heard).forEach((node, rollout) -> {
            if (!waits.containsKey(node)) {
                over(node, rollout, sent)
                        .map(place -> new Note.Told(place, Rollouts.clear(place, revision(place, sent), now)))
                        .ifPresent(again::add);
            }
        });
        again.removeIf(note -> spoken.containsKey(note.place()));
        return again;
    }

    private static boolean waits(Rollout rollout) {
        return rollout.state() != Rollout.State.CLEAR;
    }

    /// Where the bus says that a node waits, or nothing that can be read.
    private Optional<Place> over(NodeId node, Optional<Rollout> heard, Map<Place, Shape> sent) {
        return heard.isPresent()
                ? heard.filter(rollout -> waits(rollout) && ours.test(rollout.cluster()))
                        .map(rollout -> new Place(rollout.cluster(), node))
                : sent.keySet().stream()
                        .filter(place -> place.node().equals(node)
                                && revision(place, sent).isPresent())
                        .sorted()
                        .findFirst();
    }

    private static Optional<Revision> revision(Place place, Map<Place, Shape> sent) {
        return Optional.ofNullable(sent.get(place)).flatMap(Shape::given);
    }
}
