package io.heliograph.lab.chaos;

import io.heliograph.lab.chaos.Observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands on the bus: every apply ends, no stale epoch wins, and no agent that runs is mute.
final class BusRule {
    private static final Set<String> ENDINGS = Set.of("CONFIRMED", "ROLLED_BACK", "REJECTED", "HELD");

    private BusRule() {}

    static List<Violation> check(History history) {
        var violations = new ArrayList<Violation>();
        violations.addAll(endings(history));
        violations.addAll(epochs(history));
        history.of(Observation.Amiss.class)
                .map(seen -> new Violation(seen.at(), seen.rule(), seen.says() + " (during " + seen.number() + ")"))
                .forEach(violations::add);
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
            } else if (seen instanceof Observation.ReportTold it) {
                older(newest, "the reports of " + it.host(), it.version(), it.at(), violations);
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

    static String brief(String revision) {
        return revision.substring(0, Math.min(12, revision.length()));
    }
}
