package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Whose turn it is to get a structural change: one reflector of a cluster at a time, then its hosts, some at a time.
/// Not safe for more than one thread.
final class Turns {
    private final Waves waves;
    private final Evidence evidence;
    private final SortedMap<Place, Wave> underway = new TreeMap<>();
    private final List<Note> notes = new ArrayList<>();

    Turns(Waves waves, Evidence evidence) {
        this.waves = waves;
        this.evidence = evidence;
    }

    void recall(Place place, Wave wave) {
        underway.put(place, wave);
    }

    List<Note> takeNotes() {
        var taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    /// Why it is not this node's turn; empty when it is.
    ///
    /// @param behindReflectors whether a reflector of the host's cluster has a structural change before it
    Optional<Reason> notYet(Place place, NextConfig next, boolean behindReflectors, int hosts) {
        boolean host = place.node().kind() == NodeId.Kind.HOST;
        if (behindReflectors) {
            return Optional.of(waiting(place, next, "the reflectors come first"));
        }
        var before = rivals(place, NodeId.Kind.REFLECTOR);
        if (!before.isEmpty()) {
            return Optional.of(reason(place, next, before));
        }
        if (!host || !follows(place, next)) {
            return Optional.empty();
        }
        var fellows = rivals(place, NodeId.Kind.HOST);
        boolean stopped = fellows.stream().anyMatch(it -> wave(it).stopped().isPresent());
        return stopped || fellows.size() >= waves.hostsAtOnce(hosts)
                ? Optional.of(reason(place, next, fellows))
                : Optional.empty();
    }

    /// Whether the host's agent runs what it was given last. One that does not is away: it proves nothing and must
    /// not stop the others.
    private boolean follows(Place place, NextConfig next) {
        return evidence.said()
                .apply(place.node())
                .flatMap(ApplyResult::running)
                .filter(running -> Optional.of(running).equals(next.config().previous()))
                .isPresent();
    }

    private List<Place> rivals(Place place, NodeId.Kind kind) {
        return underway.keySet().stream()
                .filter(other ->
                        other.cluster().equals(place.cluster()) && other.node().kind() == kind && !other.equals(place))
                .toList();
    }

    private Reason reason(Place place, NextConfig next, List<Place> rivals) {
        return rivals.stream()
                .flatMap(rival -> wave(rival).stopped().stream())
                .findFirst()
                .map(stop -> Reason.of(
                        ReasonCode.ROLLOUT_STOPPED, next.config().revision().abbreviated(), place.node(), clause(stop)))
                .orElseGet(() ->
                        waiting(place, next, rivals.getFirst().node() + " has it and must first hold its sessions"));
    }

    /// A sentence that becomes a part of another.
    private static String clause(Reason stop) {
        var message = stop.message();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static Reason waiting(Place place, NextConfig next, String why) {
        return Reason.of(ReasonCode.ROLLOUT_WAITING, next.config().revision().abbreviated(), place.node(), why);
    }

    private Wave wave(Place place) {
        return Objects.requireNonNull(underway.get(place));
    }

    /// The node was sent a configuration.
    void went(Place place, NextConfig next, Optional<Shape> before, Instant now) {
        if (before.isEmpty()) {
            return;
        }
        if (next.change().structural()) {
            if (place.node().kind() == NodeId.Kind.REFLECTOR || follows(place, next)) {
                var excused = evidence.sessions().apply(place.node()).stream()
                        .filter(session -> session.state() != SessionState.UP)
                        .map(SessionHealth::session);
                note(place, Wave.begun(next.config().revision(), join(excused, added(next, before.get())), now));
            }
        } else if (underway.containsKey(place)) {
            note(
                    place,
                    wave(place)
                            .followed(
                                    next.config().revision(),
                                    added(next, before.get()).toList()));
        }
    }

    private static Stream<ProtocolName> added(NextConfig next, Shape before) {
        return next.config().sessions().stream()
                .map(PlannedSession::protocol)
                .filter(protocol -> !before.parts().containsKey(protocol.value()));
    }

    private static List<ProtocolName> join(Stream<ProtocolName> one, Stream<ProtocolName> other) {
        return Stream.concat(one, other).toList();
    }

    void left(Place place) {
        if (underway.remove(place) != null) {
            notes.add(new Note.Underway(place, Optional.empty()));
        }
    }

    private void note(Place place, Wave wave) {
        underway.put(place, wave);
        notes.add(new Note.Underway(place, Optional.of(wave)));
    }

    /// Looks how those do that have the change; gives the clusters in which something moved.
    Set<ClusterId> look(Instant now) {
        var moved = new TreeSet<ClusterId>();
        for (var place : List.copyOf(underway.keySet())) {
            var wave = wave(place);
            var sessions = place.node().kind() == NodeId.Kind.REFLECTOR
                    ? evidence.sessions().apply(place.node())
                    : List.<SessionHealth>of();
            var next = waves.look(place.node(), wave, evidence.said().apply(place.node()), sessions, now);
            if (!next.equals(Optional.of(wave))) {
                moved.add(place.cluster());
                next.ifPresentOrElse(it -> note(place, it), () -> left(place));
            }
        }
        return moved;
    }
}
