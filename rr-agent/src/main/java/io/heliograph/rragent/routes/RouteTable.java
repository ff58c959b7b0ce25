package io.heliograph.rragent.routes;

import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Follows each expected prefix on this reflector: applied, reflected (its host's route is selected), verified
/// (and its next hop resolves). *Established is not reachable*: a session can be up with its route unreachable.
///
/// Tells only what changed, and everything again after a while. Used by one thread.
public final class RouteTable {
    /// The network's Docker name is the inventory's knowledge; a reflector's configuration has none.
    private static final String NO_NETWORK = "";

    private final ReflectorId reflector;
    private final ClusterId cluster;
    private final Duration refresh;
    private final Map<Prefix, SeenRoute> seen = new TreeMap<>();

    /// @param refresh a prefix is told again after this time although nothing changed
    public RouteTable(ReflectorId reflector, ClusterId cluster, Duration refresh) {
        this.reflector = reflector;
        this.cluster = cluster;
        this.refresh = refresh;
    }

    /// Another configuration runs. Prefixes that it no longer expects are told as removed at once; new ones wait
    /// for the first look, which follows within milliseconds.
    ///
    /// @param appliedAt when BIRD had it
    public List<RouteHealth> plan(NodeConfig running, Instant appliedAt, Instant now) {
        var expected = ExpectedRoute.of(running);
        var told = new ArrayList<RouteHealth>();
        for (var route : List.copyOf(seen.values())) {
            if (!expected.containsKey(route.expected().prefix())) {
                seen.remove(route.expected().prefix());
                told.add(health(route, Lifecycle.REMOVED, now));
            }
        }
        expected.forEach((prefix, wanted) -> {
            var before = seen.get(prefix);
            if (before == null || !before.expected().protocol().equals(wanted.protocol())) {
                seen.put(prefix, SeenRoute.applied(wanted, appliedAt));
            } else if (!before.expected().equals(wanted)) {
                seen.put(
                        prefix,
                        new SeenRoute(
                                wanted,
                                before.stage(),
                                before.reachedAt(),
                                before.nextHop(),
                                before.reason(),
                                before.looked(),
                                before.publishedAt()));
            }
        });
        return told;
    }

    /// A look at BIRD; gives what is worth telling.
    public List<RouteHealth> observe(RouteSight sight, Instant now) {
        return switch (sight) {
            case RouteSight.Everything(var selected) -> look(List.copyOf(seen.keySet()), selected, now);
            case RouteSight.Asked(var prefixes, var selected) -> look(prefixes, selected, now);
            case RouteSight.Blind(var why) -> {
                var told = new ArrayList<RouteHealth>();
                for (var before : List.copyOf(seen.values())) {
                    tell(before, before.blind(why, now), now).ifPresent(told::add);
                }
                yield told;
            }
        };
    }

    private List<RouteHealth> look(Collection<Prefix> asked, List<Route> selected, Instant now) {
        var byPrefix = new HashMap<Prefix, Route>();
        selected.stream().filter(Route::selected).forEach(route -> byPrefix.putIfAbsent(route.prefix(), route));
        var told = new ArrayList<RouteHealth>();
        for (var prefix : asked) {
            var before = seen.get(prefix);
            if (before != null) {
                var after = before.seen(Optional.ofNullable(byPrefix.get(prefix)), reflector, now);
                tell(before, after, now).ifPresent(told::add);
            }
        }
        return told;
    }

    private Optional<RouteHealth> tell(SeenRoute before, SeenRoute after, Instant now) {
        boolean worth = !before.looked()
                || before.stage() != after.stage()
                || !before.reason().equals(after.reason())
                || !before.nextHop().equals(after.nextHop())
                || !now.isBefore(before.publishedAt().plus(refresh));
        var route = worth ? after.publishedAt(now) : after;
        seen.put(route.expected().prefix(), route);
        return worth ? Optional.of(health(route, Lifecycle.ACTIVE, now)) : Optional.empty();
    }

    private RouteHealth health(SeenRoute route, Lifecycle lifecycle, Instant now) {
        return new RouteHealth(
                route.expected().prefix(),
                reflector.value(),
                cluster,
                route.expected().host(),
                NO_NETWORK,
                route.stage(),
                route.reachedAt(),
                route.nextHop(),
                route.reason(),
                lifecycle,
                now,
                Optional.empty());
    }

    /// What the agent told before its last start, as the bus kept it: prefixes that are no longer expected are
    /// removed, and a stage that was reached before keeps its time.
    public List<RouteHealth> recall(Collection<RouteHealth> told, Instant now) {
        var changed = new ArrayList<RouteHealth>();
        for (var health : told) {
            if (health.lifecycle() == Lifecycle.REMOVED) {
                continue;
            }
            var route = seen.get(health.prefix());
            if (route == null) {
                changed.add(health.removed(now));
            } else if (route.expected().host().equals(health.host())) {
                var corrected = route.reachedEarlier(health.reachedAt());
                if (!corrected.equals(route)) {
                    var published = corrected.publishedAt(now);
                    seen.put(health.prefix(), published);
                    changed.add(health(published, Lifecycle.ACTIVE, now));
                }
            }
        }
        return changed;
    }

    /// Prefixes that are not verified yet.
    public List<Prefix> pending() {
        return seen.values().stream()
                .filter(SeenRoute::isPending)
                .map(route -> route.expected().prefix())
                .toList();
    }

    /// The sessions that have not brought a prefix, of those expected since `appliedSince`.
    public Set<ProtocolName> missing(Instant appliedSince) {
        return seen.values().stream()
                .filter(route ->
                        route.stage() == Stage.APPLIED && !route.expected().originated())
                .filter(route -> !route.reachedAt()
                        .getOrDefault(Stage.APPLIED, Instant.EPOCH)
                        .isBefore(appliedSince))
                .map(route -> route.expected().protocol())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The sessions that were to bring these prefixes.
    public Set<ProtocolName> sessionsOf(Collection<RouteHealth> health) {
        return health.stream()
                .flatMap(it -> Optional.ofNullable(seen.get(it.prefix())).stream())
                .filter(route -> !route.expected().originated())
                .map(route -> route.expected().protocol())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// How many prefixes are at each stage.
    public Map<Stage, Integer> tally() {
        var tally = new EnumMap<Stage, Integer>(Stage.class);
        seen.values().forEach(route -> tally.merge(route.stage(), 1, Integer::sum));
        return tally;
    }
}
