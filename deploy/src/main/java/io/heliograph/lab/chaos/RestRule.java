package io.heliograph.lab.chaos;

import java.util.List;

/// After each step the fleet comes to rest: routes equal what Docker has, sessions are up, applies have ended.
final class RestRule {
    private RestRule() {}

    static List<Violation> check(History history) {
        return history.of(Observation.StepUnsettled.class)
                .map(seen -> new Violation(
                        seen.at(), "no-rest", "step " + seen.number() + " does not come to rest: " + seen.missing()))
                .toList();
    }
}
