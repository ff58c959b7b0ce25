package io.heliograph.lab.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// What brings no news makes no BIRD read a configuration, by BIRD's own word.
final class ReplayRule {
    private ReplayRule() {}

    static List<Violation> check(History history) {
        var last = new HashMap<String, String>();
        var violations = new ArrayList<Violation>();
        var windows = history.windows();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.Configured it) {
                var before = last.put(it.node(), it.lastReconfiguration());
                windows.stream()
                        .filter(window -> window.step().strike().appliesNothing()
                                && window.began().isBefore(it.at())
                                && !window.settled().isBefore(it.at()))
                        .filter(_ -> before != null && !BirdText.isSameTime(before, it.lastReconfiguration()))
                        .forEach(window -> violations.add(new Violation(
                                it.at(),
                                "replay-applied",
                                "BIRD on " + it.node() + " was configured at " + it.lastReconfiguration() + " (before: "
                                        + before + "), although nothing was new (during "
                                        + window.step().number() + " "
                                        + window.step().strike().name() + ")")));
            }
        }
        return violations;
    }
}
