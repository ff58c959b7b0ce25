package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.Convergence;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The headline figure over time, from the journeys of the subnets that are there now.
public final class ConvergenceQuery {
    private static final int BUCKETS = 60;
    private static final int HALF = 50;
    private static final int NEARLY_ALL = 99;
    private static final int ALL = 100;

    private ConvergenceQuery() {}

    /// Those that were verified within the window.
    ///
    /// @param window how far back from `now`, at least a minute
    public static Convergence convergence(Collection<RouteView> routes, Duration window, Instant now) {
        var width = Duration.ofSeconds(Math.max(1, window.toSeconds() / BUCKETS));
        var took = new TreeMap<Instant, List<Duration>>();
        for (var route : routes) {
            var verified = Optional.ofNullable(route.reachedAt().get(Stage.VERIFIED));
            if (verified.filter(at -> at.isAfter(now.minus(window)) && !at.isAfter(now))
                    .isPresent()) {
                route.observedToVerified()
                        .filter(time -> !time.isNegative())
                        .ifPresent(time -> took.computeIfAbsent(beginOf(verified.get(), width), _ -> new ArrayList<>())
                                .add(time));
            }
        }
        return new Convergence(
                width,
                took.entrySet().stream()
                        .map(entry -> bucket(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Instant beginOf(Instant at, Duration width) {
        return Instant.ofEpochSecond(at.getEpochSecond() / width.toSeconds() * width.toSeconds());
    }

    private static Convergence.Bucket bucket(Instant from, List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return new Convergence.Bucket(from, sorted.size(), rank(sorted, HALF), rank(sorted, NEARLY_ALL));
    }

    /// The nearest rank: the smallest time that so many of a hundred do not exceed.
    private static Duration rank(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() * percent + ALL - 1) / ALL - 1);
    }
}
