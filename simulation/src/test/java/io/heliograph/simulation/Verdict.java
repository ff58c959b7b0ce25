package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What broke a rule, against the exceptions that are allowed by name. An exception that nothing needs any more is
/// an error too, so that the lists only shrink.
final class Verdict {
    private Verdict() {}

    /// @param violations each beginning with the name of what is at fault
    /// @param exceptions by the beginning of a violation, the reason for which it is allowed
    static void on(String rule, Collection<String> violations, Map<String, String> exceptions) {
        var unexcused = new TreeSet<String>();
        for (var violation : violations) {
            if (exceptions.keySet().stream().noneMatch(violation::startsWith)) {
                unexcused.add(violation);
            }
        }
        assertThat(unexcused).as(rule).isEmpty();
        Predicate<String> needed = exception -> violations.stream().anyMatch(v -> v.startsWith(exception));
        assertThat(exceptions.keySet().stream().filter(needed.negate()))
                .as(rule + ": exceptions that nothing needs any more")
                .isEmpty();
    }
}
