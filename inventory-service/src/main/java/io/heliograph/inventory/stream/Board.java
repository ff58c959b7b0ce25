package io.heliograph.inventory.stream;

import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.query.NodeQueries;
import io.heliograph.inventory.query.RolloutQueries;
import io.heliograph.inventory.query.RouteQueries;
import io.heliograph.inventory.query.SessionQueries;
import io.heliograph.inventory.query.StatusQuery;
import io.heliograph.inventory.query.TopologyQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Every answer that the inventory gives, at one moment: what the stream compares.
///
/// @param answers by kind and key
public record Board(Map<Kind, Map<String, Object>> answers) {
    /// What an event is about. `STATUS` and `TOPOLOGY` have one answer each, under [#WHOLE].
    public enum Kind {
        STATUS,
        TOPOLOGY,
        REFLECTOR,
        HOST,
        SESSION,
        ROUTE,
        APPLY,
        ROLLOUT
    }

    public static final String WHOLE = "fleet";

    /// Before anything is known.
    public static final Board EMPTY = new Board(Map.of());

    public static Board of(FleetSnapshot fleet, Instant now) {
        var configurations = NodeQueries.byNode(fleet);
        var sessions = SessionQueries.sessions(fleet);
        var routes = RouteQueries.routes(fleet);
        var hosts = NodeQueries.hosts(fleet, sessions, configurations);
        var reflectors = NodeQueries.reflectors(fleet, sessions, configurations);
        var answers = new EnumMap<Kind, Map<String, Object>>(Kind.class);
        answers.put(Kind.STATUS, Map.of(WHOLE, StatusQuery.status(fleet, configurations, sessions, routes, now)));
        answers.put(
                Kind.TOPOLOGY,
                Map.of(WHOLE, TopologyQuery.topology(NodeQueries.clusters(fleet), reflectors, hosts, sessions)));
        answers.put(Kind.REFLECTOR, keyed(reflectors, view -> view.reflector().value()));
        answers.put(Kind.HOST, keyed(hosts, view -> view.host().value()));
        answers.put(Kind.SESSION, keyed(sessions, SessionView::name));
        answers.put(Kind.ROUTE, keyed(routes, Board::key));
        answers.put(
                Kind.APPLY, keyed(configurations.values(), view -> view.node().toString()));
        answers.put(
                Kind.ROLLOUT,
                keyed(RolloutQueries.rollouts(fleet), view -> view.node().toString()));
        return new Board(answers);
    }

    /// Two hosts may report one prefix; one of them holds it.
    private static String key(RouteView view) {
        return view.prefix() + "@" + view.host();
    }

    private static <T> Map<String, Object> keyed(Collection<T> views, Function<T, String> key) {
        var map = new HashMap<String, Object>(views.size() * 2);
        views.forEach(view -> map.put(key.apply(view), view));
        return map;
    }

    /// What a later board has other than this one. That somebody was merely seen again is no news.
    public List<News> news(Board later) {
        var news = new ArrayList<News>();
        for (var kind : Kind.values()) {
            var before = answers.getOrDefault(kind, Map.of());
            var after = later.answers.getOrDefault(kind, Map.of());
            after.forEach((key, view) -> {
                var old = before.get(key);
                if (old == null || (!old.equals(view) && !essence(old).equals(essence(view)))) {
                    news.add(new News(kind, key, Optional.of(view)));
                }
            });
            before.keySet().stream()
                    .filter(key -> !after.containsKey(key))
                    .map(key -> new News(kind, key, Optional.empty()))
                    .forEach(news::add);
        }
        return news;
    }

    /// Something that is new.
    ///
    /// @param view what it is now; empty: it is no more
    public record News(Kind kind, String key, Optional<Object> view) {}

    private static Object essence(Object view) {
        return switch (view) {
            case HostView host -> Essence.of(host);
            case ReflectorView reflector -> Essence.of(reflector);
            case SessionView session -> Essence.of(session);
            case RouteView route -> Essence.of(route);
            case FleetStatus status -> Essence.of(status);
            default -> view;
        };
    }
}
