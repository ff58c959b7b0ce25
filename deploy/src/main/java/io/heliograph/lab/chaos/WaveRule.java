package io.heliograph.lab.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// Two reflectors of a pair never have a structural change on trial together. Structural is what the texts say: the
/// part that more than one host depends on is another than in what the reflector confirmed last.
final class WaveRule {
    private static final Set<String> TRIED = Set.of("CONFIRMED", "ROLLED_BACK");

    private WaveRule() {}

    private record Trial(String node, Span span) {}

    static List<Violation> check(History history) {
        var texts = new HashMap<String, String>();
        var runs = new HashMap<String, String>();
        var trials = new ArrayList<Trial>();
        var violations = new ArrayList<Violation>();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.ConfigTold it) {
                texts.put(it.node() + it.revision(), it.shared());
            } else if (seen instanceof Observation.ApplyTold it
                    && it.node().startsWith("reflector/")
                    && TRIED.contains(it.outcome())
                    && texts.containsKey(it.node() + it.revision())) {
                var text = texts.get(it.node() + it.revision());
                var before = it.outcome().equals("CONFIRMED") ? runs.put(it.node(), text) : runs.get(it.node());
                if (before != null && !before.equals(text)) {
                    tried(new Trial(it.node(), new Span(it.at().minus(it.total()), it.at())), trials, violations);
                }
            }
        }
        return violations;
    }

    private static void tried(Trial trial, List<Trial> trials, List<Violation> violations) {
        trials.stream()
                .filter(other ->
                        !other.node().equals(trial.node()) && other.span().overlaps(trial.span()))
                .forEach(other -> violations.add(new Violation(
                        trial.span().from(),
                        "pair-together",
                        trial.node() + " and " + other.node() + " try a structural change together")));
        trials.add(trial);
    }
}
