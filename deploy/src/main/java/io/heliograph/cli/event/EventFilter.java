package io.heliograph.cli.event;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.wire.Decoded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which events are wanted.
///
/// @param objects names, prefixes or keys; an event of any of them; empty: all
/// @param peers names of peers; an event of a session with any of them; empty: all
/// @param until events that the broker stored before this time
public record EventFilter(Set<String> objects, Set<String> peers, Optional<Instant> until) {
    public EventFilter {
        objects = Set.copyOf(objects);
        peers = Set.copyOf(peers);
    }

    public boolean wants(BusEvent event) {
        return until.map(end -> event.at().isBefore(end)).orElse(true)
                && (objects.isEmpty() || names(event).anyMatch(objects::contains))
                && (peers.isEmpty() || peer(event).filter(peers::contains).isPresent());
    }

    /// The key, its parts, and whatever else the event is about.
    private static Stream<String> names(BusEvent event) {
        var key = event.key();
        // A prefix has a slash of its own: prefix@reporter is cut there, everything else at its slashes.
        var parts = key.contains("@") ? List.of(key.split("@", 2)) : List.of(key.split("/"));
        return Stream.of(Stream.of(key), parts.stream(), more(event)).flatMap(all -> all);
    }

    private static Stream<String> more(BusEvent event) {
        return event.value() instanceof Decoded.Event<?>(var value) ? subjects(value) : Stream.empty();
    }

    private static Stream<String> subjects(Object value) {
        return switch (value) {
            case SessionTransition transition ->
                Stream.of(transition.peer(), transition.reflector() + "/" + transition.peer());
            case SessionHealth health -> Stream.of(health.peer(), health.reflector() + "/" + health.peer());
            case RouteHealth health -> Stream.of(health.host().value());
            case HostReport report ->
                report.subnets().stream().map(subnet -> subnet.prefix().toString());
            case ReflectorReport _, FleetEntry _, NodeConfig _, ApplyResult _, Rollout _, Release _, DeadLetter _ ->
                Stream.empty();
            default -> throw new IllegalArgumentException("no event: " + value.getClass());
        };
    }

    private static Optional<String> peer(BusEvent event) {
        return event.value() instanceof Decoded.Event<?>(var value)
                ? switch (value) {
                    case SessionTransition transition -> Optional.of(transition.peer());
                    case SessionHealth health -> Optional.of(health.peer());
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    /// The types in the words of `--type`.
    public static String words(Set<EventKind> kinds) {
        return kinds.stream().map(EventKind::word).sorted().collect(Collectors.joining(", "));
    }
}
