package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The health topic never says *up* of a dead session, nor *down* of a live one, for longer than
/// [Tolerance#TOLD_WITHIN].
final class SessionRule {
    private static final String UP = "UP";

    private final History history;
    private final List<History.Window> windows;
    private final Map<String, String> told = new HashMap<>();
    private final Map<String, Boolean> truth = new HashMap<>();
    private final Map<String, Instant> apartSince = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private SessionRule(History history) {
        this.history = history;
        this.windows = history.windows();
    }

    static List<Violation> check(History history) {
        return new SessionRule(history).run();
    }

    private List<Violation> run() {
        for (var seen : history.observations()) {
            if (seen instanceof Observation.SessionTold it) {
                var key = it.reflector() + "/" + it.session();
                it.state().ifPresentOrElse(state -> told.put(key, state), () -> told.remove(key));
                compare(key, it.at());
            } else if (seen instanceof Observation.SessionsShown it) {
                show(it);
            }
        }
        List.copyOf(apartSince.keySet()).forEach(key -> judge(key, history.until()));
        return violations;
    }

    /// A BIRD that does not answer has no session that is up.
    private void show(Observation.SessionsShown shown) {
        var prefix = shown.reflector() + "/";
        truth.keySet().removeIf(key -> key.startsWith(prefix));
        shown.established().forEach((session, up) -> truth.put(prefix + session, up));
        told.keySet().stream().filter(key -> key.startsWith(prefix)).toList().forEach(key -> compare(key, shown.at()));
    }

    private void compare(String key, Instant at) {
        boolean live = truth.getOrDefault(key, false);
        boolean saidUp = UP.equals(told.get(key));
        if (told.containsKey(key) && live != saidUp) {
            apartSince.putIfAbsent(key, at);
        } else if (apartSince.containsKey(key)) {
            judge(key, at);
        }
    }

    private void judge(String key, Instant at) {
        var apart = new Span(Objects.requireNonNull(apartSince.remove(key)), at);
        var counted = outside(apart, key.substring(0, key.indexOf('/')));
        if (counted.compareTo(Tolerance.TOLD_WITHIN) > 0) {
            violations.add(new Violation(
                    apart.from(),
                    "session-untrue",
                    "of " + key + " the health topic says otherwise than BIRD for " + counted.toMillis() + " ms"
                            + RouteRule.during(windows, apart)));
        }
    }

    /// How much of the time the reflector's agent could have told the bus.
    private Duration outside(Span apart, String reflector) {
        var agent = LabNode.named(reflector);
        var from = apart.from();
        var length = Duration.ZERO;
        for (var window : windows) {
            boolean silent =
                    agent.filter(node -> window.step().strike().silences(node)).isPresent();
            if (silent && window.whole().overlaps(new Span(from, apart.to()))) {
                length = length.plus(between(from, window.began()));
                from = Optional.of(window.settled())
                        .filter(end -> end.isBefore(apart.to()))
                        .orElse(apart.to());
            }
        }
        return length.plus(between(from, apart.to()));
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
