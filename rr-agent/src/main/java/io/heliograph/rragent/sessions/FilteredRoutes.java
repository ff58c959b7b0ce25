package io.heliograph.rragent.sessions;

import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What peers announce and the reflector's filters refuse, by session, as BIRD holds it now.
public record FilteredRoutes(Map<ProtocolName, SortedSet<Prefix>> bySession) {
    public static final FilteredRoutes NONE = new FilteredRoutes(Map.of());

    /// So many are named; the number tells of the others.
    private static final int NAMED = 3;

    public FilteredRoutes {
        bySession = Map.copyOf(bySession);
    }

    /// Sorts refused routes by the session that they came over.
    ///
    /// @param routes the answer to `show route filtered`
    public static FilteredRoutes of(Collection<Route> routes) {
        var bySession = new HashMap<ProtocolName, SortedSet<Prefix>>();
        for (var route : routes) {
            session(route)
                    .ifPresent(name -> bySession
                            .computeIfAbsent(name, _ -> new TreeSet<>())
                            .add(route.prefix()));
        }
        return new FilteredRoutes(bySession);
    }

    private static Optional<ProtocolName> session(Route route) {
        try {
            return Optional.of(new ProtocolName(route.protocol()));
        } catch (InvalidValue _) {
            // A protocol that an operator added by hand, with a name that BIRD quotes.
            return Optional.empty();
        }
    }

    Optional<Reason> reason(ProtocolName session, String peer) {
        var prefixes = bySession.get(session);
        return Optional.ofNullable(prefixes)
                .map(it -> Reason.of(ReasonCode.ROUTES_FILTERED, peer, it.size(), named(it)));
    }

    private static String named(SortedSet<Prefix> prefixes) {
        var first = prefixes.stream().limit(NAMED).map(Prefix::toString).collect(Collectors.joining(", "));
        return prefixes.size() > NAMED ? first + " and others" : first;
    }

    /// The sessions of which the two tell something different.
    Set<ProtocolName> differences(FilteredRoutes other) {
        var sessions = new HashSet<>(bySession.keySet());
        sessions.addAll(other.bySession.keySet());
        return sessions.stream()
                .filter(name -> !of(name).equals(other.of(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Prefix> of(ProtocolName session) {
        return Optional.ofNullable(bySession.get(session)).map(List::copyOf).orElse(List.of());
    }
}
