package io.heliograph.lab.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a step did, in milliseconds.
///
/// @param heldMillis from the strike to the mending
/// @param routesGone how many routes went, be it for a moment
/// @param absentMillis the longest absence of one from Router1's kernel
/// @param allowed what the fault may cost, for a person
/// @param silentMillis the longest time without an answer from a container
/// @param sessionsDown how many sessions went, as the reflectors' BIRDs show them
/// @param newsMillis from Docker's word to the route, the slowest of the networks made meanwhile
/// @param restMillis from the mending until the fleet was at rest
public record Effect(
        int step,
        String fault,
        long heldMillis,
        int routesGone,
        long absentMillis,
        String allowed,
        long silentMillis,
        int sessionsDown,
        Optional<Long> newsMillis,
        Optional<Long> restMillis) {

    /// The effect of each step so far.
    public static List<Effect> of(History history) {
        var presences = history.presences();
        var gaps = PingRule.gaps(history);
        var settled = history.of(Observation.StepSettled.class)
                .map(Observation.StepSettled::number)
                .toList();
        return history.windows().stream()
                .map(window -> {
                    var absences = history.lives().stream()
                            .map(life -> history.absences(life, presences).stream()
                                    .filter(absence -> begins(window, absence))
                                    .toList())
                            .filter(spans -> !spans.isEmpty())
                            .toList();
                    var silent = gaps.stream().map(PingRule.Gap::span).filter(gap -> isWithin(window, gap.middle()));
                    int number = window.step().number();
                    return new Effect(
                            number,
                            window.step().strike().name(),
                            Duration.between(window.began(), window.mended()).toMillis(),
                            absences.size(),
                            longest(absences.stream()
                                    .flatMap(Collection::stream)
                                    .toList()),
                            allowed(window),
                            longest(silent.toList()),
                            sessionsDown(history, window),
                            news(history, window, presences),
                            settled.contains(number)
                                    ? Optional.of(Duration.between(window.mended(), window.settled())
                                            .toMillis())
                                    : Optional.empty());
                })
                .toList();
    }

    private static int sessionsDown(History history, History.Window window) {
        var before = new HashMap<String, Map<String, Boolean>>();
        var down = new HashSet<String>();
        history.of(Observation.SessionsShown.class).forEach(shown -> {
            var was = before.put(shown.reflector(), shown.established());
            if (was != null && isWithin(window, shown.at())) {
                was.forEach((session, established) -> {
                    if (established && !shown.established().getOrDefault(session, false)) {
                        down.add(shown.reflector() + "/" + session);
                    }
                });
            }
        });
        return down.size();
    }

    private static boolean begins(History.Window window, Span absence) {
        return isWithin(window, absence.from());
    }

    /// The last answer before a fault came in the window of the one before, so the middle of the silence counts.
    private static boolean isWithin(History.Window window, Instant moment) {
        return !moment.isBefore(window.began()) && moment.isBefore(window.settled());
    }

    private static long longest(List<Span> spans) {
        return spans.stream().mapToLong(span -> span.length().toMillis()).max().orElse(0);
    }

    private static String allowed(History.Window window) {
        return io.heliograph.lab.plan.LabNode.of(io.heliograph.lab.plan.LabNode.Role.HOST).stream()
                .map(host -> Tolerance.of(window.step().strike(), host))
                .filter(Tolerance::mayGo)
                .findFirst()
                .map(tolerance -> "mend + " + tolerance.afterMend().toSeconds() + " s")
                .orElse("0");
    }

    private static Optional<Long> news(History history, History.Window window, List<History.Presence> presences) {
        return history.lives().stream()
                .filter(life -> life.made()
                        .filter(made -> made.isAfter(window.began()) && made.isBefore(window.settled()))
                        .isPresent())
                .flatMap(life -> presences.stream()
                        .filter(route -> route.prefix().equals(life.prefix())
                                && route.span().to().isAfter(life.wanted()))
                        .findFirst()
                        .stream()
                        .map(route -> Duration.between(
                                        life.made().orElseThrow(), route.span().from())
                                .toMillis()))
                .max(Long::compare)
                .map(millis -> Math.max(0, millis));
    }
}
