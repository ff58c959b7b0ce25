package io.heliograph.rragent.routes;

import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far one prefix has come.
///
/// @param looked whether BIRD was asked since the prefix is expected
/// @param publishedAt when the prefix was told of last
record SeenRoute(
        ExpectedRoute expected,
        Stage stage,
        Map<Stage, Instant> reachedAt,
        Optional<IpAddress> nextHop,
        Optional<Reason> reason,
        boolean looked,
        Instant publishedAt) {
    private static final List<Stage> OURS = List.of(Stage.APPLIED, Stage.REFLECTED, Stage.VERIFIED);

    /// Its configuration runs; nothing is known of the route itself.
    static SeenRoute applied(ExpectedRoute expected, Instant appliedAt) {
        return new SeenRoute(
                expected,
                Stage.APPLIED,
                Map.of(Stage.APPLIED, appliedAt),
                Optional.empty(),
                Optional.empty(),
                false,
                Instant.EPOCH);
    }

    /// After a look at the selected route of this prefix.
    SeenRoute seen(Optional<Route> selected, ReflectorId reflector, Instant now) {
        var ours = selected.filter(
                route -> route.protocol().equals(expected.protocol().value()));
        if (ours.isEmpty()) {
            return at(Stage.APPLIED, Optional.empty(), Optional.of(missing(reflector)), now);
        }
        if (!ours.get().isReachable()) {
            // BIRD shows no next hop that it cannot resolve; a host names itself.
            var hop = expected.nextHop();
            return at(
                    Stage.REFLECTED,
                    Optional.of(hop),
                    Optional.of(Reason.of(ReasonCode.NEXT_HOP_UNRESOLVED, expected.prefix(), reflector, hop)),
                    now);
        }
        var hop = ours.get().nextHops().stream()
                .flatMap(it -> it.address().stream())
                .findFirst();
        return at(Stage.VERIFIED, hop, Optional.empty(), now);
    }

    /// A route that the reflector originates is not there only while its host is out of reach.
    private Reason missing(ReflectorId reflector) {
        return expected.originated()
                ? Reason.of(ReasonCode.NEXT_HOP_UNRESOLVED, expected.prefix(), reflector, expected.nextHop())
                : Reason.of(ReasonCode.ROUTE_MISSING, expected.prefix(), expected.host(), reflector);
    }

    SeenRoute blind(Reason why, Instant now) {
        return at(Stage.APPLIED, Optional.empty(), Optional.of(why), now);
    }

    /// A stage that still holds keeps its time; one that was lost has another when it is reached again.
    private SeenRoute at(Stage reached, Optional<IpAddress> hop, Optional<Reason> why, Instant now) {
        var times = new EnumMap<Stage, Instant>(Stage.class);
        for (var stage : OURS) {
            if (stage.compareTo(reached) <= 0) {
                times.put(stage, reachedAt.getOrDefault(stage, now));
            }
        }
        return new SeenRoute(expected, reached, times, hop, why, true, publishedAt);
    }

    /// With the earlier of two times for each stage that holds.
    SeenRoute reachedEarlier(Map<Stage, Instant> told) {
        var times = new EnumMap<Stage, Instant>(Stage.class);
        reachedAt.forEach((stage, at) -> {
            var before = told.getOrDefault(stage, at);
            times.put(stage, before.isBefore(at) ? before : at);
        });
        return new SeenRoute(expected, stage, times, nextHop, reason, looked, publishedAt);
    }

    SeenRoute publishedAt(Instant now) {
        return new SeenRoute(expected, stage, reachedAt, nextHop, reason, looked, now);
    }

    boolean isPending() {
        return stage != Stage.VERIFIED;
    }
}
