package io.heliograph.inventory.query;

import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.RevisionCounts;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fleet in numbers, for those who measure. The answer to `status` in other words: both come from one place.
///
/// @param troubles how many there are of each reason
/// @param rollouts what waits on its way to nodes, by how it waits
/// @param heard when each reflector was last heard of, by the time that its agent gave
/// @param oldestReport the time of the report of the host that was silent longest; empty without hosts
public record FleetTally(
        boolean healthy,
        Map<Standing, Long> hosts,
        Map<SessionState, Long> sessions,
        Map<Stage, Long> routes,
        Map<ReasonCode, Long> troubles,
        Map<Rollout.State, Long> rollouts,
        RevisionCounts revisions,
        SortedMap<ReflectorId, Instant> heard,
        Optional<Instant> oldestReport) {

    public static FleetTally of(FleetSnapshot fleet, Instant now) {
        var configurations = NodeQueries.byNode(fleet);
        var sessions = SessionQueries.sessions(fleet);
        var routes = RouteQueries.routes(fleet);
        var status = StatusQuery.status(fleet, configurations, sessions, routes, now);
        var troubles = Troubles.of(fleet, configurations.values(), sessions, routes, now);
        var heard = new TreeMap<ReflectorId, Instant>();
        fleet.sessions()
                .values()
                .forEach(session -> heard.merge(
                        session.reflector(), session.observedAt(), (one, other) -> one.isAfter(other) ? one : other));
        heard.keySet().retainAll(fleet.reflectors().keySet());
        return new FleetTally(
                status.healthy(),
                tally(
                        Standing.class,
                        fleet.hosts().values().stream().filter(host -> host.lifecycle() == Lifecycle.ACTIVE),
                        host -> host.standing()),
                tally(
                        SessionState.class,
                        sessions.stream().filter(SessionQueries::isOfPeer),
                        session -> session.state()),
                tally(Stage.class, routes.stream(), route -> route.stage()),
                tally(
                        ReasonCode.class,
                        troubles.stream(),
                        trouble -> trouble.reason().code()),
                tally(Rollout.State.class, RolloutQueries.rollouts(fleet).stream(), view -> view.state()),
                status.revisions(),
                heard,
                fleet.hosts().values().stream()
                        .filter(host -> host.lifecycle() == Lifecycle.ACTIVE && !DrainQuery.isGone(host))
                        .flatMap(host -> Optional.ofNullable(fleet.reports().get(host.host())).stream())
                        .map(HostReport::observedAt)
                        .min(Comparator.naturalOrder()));
    }

    private static <E extends Enum<E>, T> Map<E, Long> tally(Class<E> kinds, Stream<T> all, Function<T, E> kind) {
        return all.collect(Collectors.groupingBy(kind, () -> new EnumMap<>(kinds), Collectors.counting()));
    }
}
