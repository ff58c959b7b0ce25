package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.LabNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// No reflector drops more than its brake allows without a recorded release: neither by the configurations that it
/// confirms, nor by what its BIRD shows while no fault takes routes.
final class BrakeRule {
    private static final String RULE = "brake-jumped";
    private static final String REFLECTOR = "reflector/";

    private final History history;
    private final Map<String, Observation.ConfigTold> given = new HashMap<>();
    private final Set<String> released = new HashSet<>();
    private final List<Instant> releases = new ArrayList<>();
    private final Map<String, Fall> falls = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private BrakeRule(History history) {
        this.history = history;
    }

    static List<Violation> check(History history) {
        return new BrakeRule(history).run();
    }

    private List<Violation> run() {
        var windows = history.windows();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.ConfigTold it && it.node().startsWith(REFLECTOR)) {
                given.put(it.node() + it.revision(), it);
            } else if (seen instanceof Observation.ReleaseTold it) {
                released.add(it.node() + it.revision());
                releases.add(it.at());
            } else if (seen instanceof Observation.ApplyTold it && it.outcome().equals("CONFIRMED")) {
                confirmed(it);
            } else if (seen instanceof Observation.RoutesShown it) {
                shown(windows, it);
            }
        }
        return violations;
    }

    private void shown(List<History.Window> windows, Observation.RoutesShown seen) {
        if (windows.stream().anyMatch(window -> takesRoutes(window, seen))) {
            return;
        }
        var routes = fall(seen.reflector() + " routes");
        if (windows.stream().anyMatch(window -> isReleased(window, seen))) {
            routes.to(seen.networks(), seen.at());
            routes.forgive();
        } else {
            judge(seen.reflector() + "'s BIRD shows", "routes", routes, seen.networks(), seen.at());
        }
    }

    /// Routes go when the host withdraws them, whichever node the word was for.
    private boolean isReleased(History.Window window, Observation.RoutesShown seen) {
        return isWithin(window, seen)
                && releases.stream().anyMatch(at -> !at.isBefore(window.began()) && !at.isAfter(seen.at()));
    }

    private static boolean isWithin(History.Window window, Observation.RoutesShown seen) {
        return !seen.at().isBefore(window.began()) && !seen.at().isAfter(window.settled());
    }

    private Fall fall(String of) {
        return falls.computeIfAbsent(of, _ -> new Fall());
    }

    private void confirmed(Observation.ApplyTold apply) {
        var config = given.get(apply.node() + apply.revision());
        if (config == null) {
            return;
        }
        var what = apply.node() + " confirms " + BusRule.brief(apply.revision()) + " with";
        var sessions = fall(apply.node() + " sessions");
        var prefixes = fall(apply.node() + " prefixes");
        if (released.contains(apply.node() + apply.revision())) {
            sessions.to(config.carries().size(), apply.at());
            prefixes.to(config.prefixes(), apply.at());
            sessions.forgive();
            prefixes.forgive();
        } else {
            judge(what, "sessions", sessions, config.carries().size(), apply.at());
            judge(what, "prefixes", prefixes, config.prefixes(), apply.at());
        }
    }

    private void judge(String what, String of, Fall fall, int now, Instant at) {
        int lost = fall.to(now, at);
        if (lost > 0) {
            violations.add(new Violation(
                    at,
                    RULE,
                    what + " " + now + " " + of + ", " + lost + " less within ten minutes, and nobody released it"));
        }
    }

    private static boolean takesRoutes(History.Window window, Observation.RoutesShown shown) {
        var strike = window.step().strike();
        return isWithin(window, shown)
                && (LabNode.named(shown.reflector()).filter(strike::shakes).isPresent()
                        || LabNode.of(LabNode.Role.HOST).stream()
                                .anyMatch(host -> Tolerance.of(strike, host).mayGo()));
    }
}
