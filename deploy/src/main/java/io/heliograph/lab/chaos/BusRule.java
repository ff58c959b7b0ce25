package io.heliograph.lab.chaos;

import io.heliograph.lab.chaos.Observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands on the bus: every apply ends, no stale epoch wins, two reflectors never change their structure together,
/// and no agent that runs is mute.
final class BusRule {
    private static final Set<String> ENDINGS = Set.of("CONFIRMED", "ROLLED_BACK", "REJECTED", "HELD");
    private static final String STRUCTURAL = "SESSION_RESTART";

    private BusRule() {}

    static List<Violation> check(History history) {
        var violations = new ArrayList<Violation>();
        violations.addAll(endings(history));
        violations.addAll(epochs(history));
        violations.addAll(pairs(history));
        history.of(Observation.Unheard.class)
                .map(seen -> new Violation(
                        seen.at(),
                        "agent-mute",
                        "the agent on " + seen.node() + " runs and is not heard (during " + seen.number() + ")"))
                .forEach(violations::add);
        return violations;
    }

    /// Whenever the fleet is at rest, what each node was given last has ended. What came between may have been
    /// overtaken: an agent applies the newest.
    private static List<Violation> endings(History history) {
        var given = new HashMap<String, String>();
        var ended = new HashMap<String, Observation.ApplyTold>();
        var violations = new ArrayList<Violation>();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.ConfigTold it) {
                given.put(it.node(), it.revision());
            } else if (seen instanceof Observation.ApplyTold it) {
                ended.put(it.node(), it);
            } else if (seen instanceof Observation.StepSettled it) {
                given.forEach((node, revision) -> {
                    var apply = ended.get(node);
                    if (apply == null || !apply.revision().equals(revision) || !ENDINGS.contains(apply.outcome())) {
                        violations.add(new Violation(
                                it.at(),
                                "apply-open",
                                node + " was given " + brief(revision) + ", and the last that was heard of it is "
                                        + (apply == null
                                                ? "nothing"
                                                : apply.outcome() + " of " + brief(apply.revision()))));
                    }
                });
            }
        }
        return violations;
    }

    /// The fleet topic never goes back to an older report, nor a reporter to an older epoch.
    private static List<Violation> epochs(History history) {
        var newest = new HashMap<String, Version>();
        var violations = new ArrayList<Violation>();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.HostTold it) {
                older(newest, "the entry " + it.key(), it.version(), it.at(), violations);
            } else if (seen instanceof Observation.ApplyTold it) {
                older(newest, "the applies of " + it.node(), it.version(), it.at(), violations);
            } else if (seen instanceof Observation.SessionTold it) {
                older(newest, "session " + it.reflector() + "/" + it.session(), it.version(), it.at(), violations);
            }
        }
        return violations;
    }

    private static void older(
            Map<String, Version> newest, String what, Version version, Instant at, List<Violation> violations) {
        var before = newest.merge(what, version, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        if (before.compareTo(version) > 0) {
            violations.add(new Violation(
                    at,
                    "epoch-stale",
                    what
                            + " went back from %d.%d to %d.%d"
                                    .formatted(
                                            before.epoch(), before.sequence(), version.epoch(), version.sequence())));
        }
    }

    private record Trial(String node, Span span) {}

    private static List<Violation> pairs(History history) {
        var structural = new HashMap<String, String>();
        var trials = new ArrayList<Trial>();
        var violations = new ArrayList<Violation>();
        for (var seen : history.observations()) {
            if (seen instanceof Observation.ConfigTold it) {
                structural.put(it.node() + it.revision(), it.changeClass());
            } else if (seen instanceof Observation.ApplyTold it
                    && it.node().startsWith("reflector/")
                    && STRUCTURAL.equals(structural.get(it.node() + it.revision()))) {
                var trial = new Trial(it.node(), new Span(it.at().minus(it.total()), it.at()));
                trials.stream()
                        .filter(other -> !other.node().equals(trial.node())
                                && other.span().overlaps(trial.span()))
                        .forEach(other -> violations.add(new Violation(
                                trial.span().from(),
                                "pair-together",
                                trial.node() + " and " + other.node() + " try a structural change together")));
                trials.add(trial);
            }
        }
        return violations;
    }

    private static String brief(String revision) {
        return revision.substring(0, Math.min(12, revision.length()));
    }
}
