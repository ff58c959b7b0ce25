package io.heliograph.lab.chaos;

import io.heliograph.lab.chaos.History.Life;
import io.heliograph.lab.chaos.History.Presence;
import io.heliograph.lab.chaos.History.Window;
import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Router1's kernel: no admitted route is missing for longer than BGP itself needs, none is late, none is wrong.
final class RouteRule {
    private RouteRule() {}

    static List<Violation> check(History history) {
        var windows = history.windows();
        var presences = history.presences();
        var lives = history.lives();
        var violations = new ArrayList<Violation>();
        for (var life : lives) {
            violations.addAll(missing(history, life, presences, windows));
            late(history, life, presences, windows).ifPresent(violations::add);
        }
        for (var route : presences) {
            wrong(route, lives, windows).ifPresent(violations::add);
        }
        return violations;
    }

    private static List<Violation> missing(History history, Life life, List<Presence> presences, List<Window> windows) {
        return history.absences(life, presences).stream()
                .filter(absence -> windows.stream().noneMatch(window -> excuses(window, life.host(), absence)))
                .map(absence -> new Violation(
                        absence.from(),
                        "route-missing",
                        life.prefix() + " of " + life.host() + " is missing for "
                                + absence.length().toMillis() + " ms" + during(windows, absence)))
                .toList();
    }

    static boolean excuses(Window window, LabNode owner, Span absence) {
        var tolerance = Tolerance.of(window.step().strike(), owner);
        return tolerance.mayGo() && window.mendedAnd(tolerance.afterMend()).holds(absence);
    }

    private static Optional<Violation> late(
            History history, Life life, List<Presence> presences, List<Window> windows) {
        if (life.made().isEmpty()) {
            return Optional.empty();
        }
        var made = life.made().get();
        var came = presences.stream()
                .filter(route -> route.prefix().equals(life.prefix())
                        && route.span().to().isAfter(life.wanted()))
                .map(route -> route.span().from())
                .min(Comparator.naturalOrder());
        var end = life.unwanted().orElse(history.until());
        var here = came.filter(at -> at.isBefore(end)).orElse(end);
        if (here.isBefore(made.plus(Tolerance.NEWS)) || waits(windows, life.host(), new Span(made, here))) {
            return Optional.empty();
        }
        var says = came.isPresent() ? "came " : "had not come ";
        return Optional.of(new Violation(
                made,
                "route-late",
                life.prefix() + " of " + life.host() + " " + says
                        + Duration.between(made, here).toMillis() + " ms after Docker had its network"
                        + during(windows, new Span(made, here))));
    }

    /// Whether news of the host may have waited during this time: it began before a fault was over, and ended with it.
    private static boolean waits(List<Window> windows, LabNode owner, Span wait) {
        return windows.stream()
                .anyMatch(window -> Tolerance.delaysNews(window.step().strike(), owner)
                        && window.whole().overlaps(wait)
                        && !wait.to().isAfter(window.settled()));
    }

    private static Optional<Violation> wrong(Presence route, List<Life> lives, List<Window> windows) {
        var span = route.span();
        var own = lives.stream()
                .filter(life -> life.prefix().equals(route.prefix())
                        && life.wanted().isBefore(span.to())
                        && life.gone()
                                .map(gone -> gone.plus(Tolerance.WITHDRAWAL))
                                .orElse(Instant.MAX)
                                .isAfter(span.from()))
                .toList();
        if (own.isEmpty() || span.from().isBefore(own.getFirst().wanted())) {
            return wrong(route, "no Docker network has it", windows);
        }
        if (own.stream().noneMatch(life -> life.via().contains(route.via()))) {
            return wrong(
                    route,
                    "its next hop " + route.via() + " is not " + own.getLast().host(),
                    windows);
        }
        var gone = own.getLast().gone();
        if (gone.isEmpty() || !span.to().isAfter(gone.get().plus(Tolerance.WITHDRAWAL))) {
            return Optional.empty();
        }
        var lingers = new Span(gone.get(), span.to());
        return waits(windows, own.getLast().host(), lingers)
                ? Optional.empty()
                : wrong(route, "its network is gone for " + lingers.length().toMillis() + " ms", windows);
    }

    private static Optional<Violation> wrong(Presence route, String why, List<Window> windows) {
        return Optional.of(new Violation(
                route.span().from(),
                "route-wrong",
                route.prefix() + " is there: " + why + during(windows, route.span())));
    }

    /// ` (during 3 bird:rr01, 4 kafka)`
    static String during(List<Window> windows, Span span) {
        var names = windows.stream()
                .filter(window -> window.whole().overlaps(span))
                .map(window ->
                        window.step().number() + " " + window.step().strike().name())
                .toList();
        return names.isEmpty() ? " (no fault holds)" : " (during " + String.join(", ", names) + ")";
    }
}
