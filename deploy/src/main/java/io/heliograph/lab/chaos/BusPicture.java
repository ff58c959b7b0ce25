package io.heliograph.lab.chaos;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the bus says now: the last word of every key.
///
/// @param sessions the state of each session that is not removed
/// @param given the revision that each node was given last
/// @param shared the part of each node's last text that more than one host depends on
/// @param ended what was heard last of each node's applies, as `revision outcome`
/// @param waiting for what each node waits, if it does
/// @param spoke when each agent was heard last
public record BusPicture(
        Map<String, String> sessions,
        Map<String, String> given,
        Map<String, String> shared,
        Map<String, String> ended,
        Map<String, String> waiting,
        Map<String, Instant> spoke) {
    private static final String UP = "UP";

    public static BusPicture of(List<Observation> observations) {
        var picture = new BusPicture(
                new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        observations.forEach(picture::see);
        return picture;
    }

    private void see(Observation seen) {
        if (seen instanceof Observation.SessionTold it) {
            var key = it.reflector() + "/" + it.session();
            it.state().ifPresentOrElse(state -> sessions.put(key, state), () -> sessions.remove(key));
            spoke.put(it.reflector(), it.at());
        } else if (seen instanceof Observation.ConfigTold it) {
            given.put(it.node(), it.revision());
            shared.put(it.node(), it.shared());
        } else if (seen instanceof Observation.ApplyTold it) {
            ended.put(it.node(), it.revision() + " " + it.outcome());
        } else if (seen instanceof Observation.RolloutTold it) {
            if (it.state().equals("CLEAR")) {
                waiting.remove(it.node());
            } else {
                waiting.put(it.node(), it.state());
            }
        } else if (seen instanceof Observation.ReportTold it) {
            spoke.put(it.host(), it.at());
        }
    }

    /// The first thing that is not as it is at rest, for a fleet of so many sessions.
    ///
    /// @param since from when on each of `agents` must have been heard
    public Optional<String> unrest(int wantedSessions, Set<String> agents, Instant since) {
        var silent = new TreeSet<String>();
        agents.stream()
                .filter(agent -> !spoke.getOrDefault(agent, Instant.MIN).isAfter(since))
                .forEach(silent::add);
        if (!silent.isEmpty()) {
            return Optional.of("not heard since: " + silent);
        }
        long up = sessions.values().stream().filter(UP::equals).count();
        if (up != wantedSessions || sessions.size() != wantedSessions) {
            return Optional.of("the bus tells " + up + " of " + wantedSessions + " sessions up: " + notUp());
        }
        if (!waiting.isEmpty()) {
            return Optional.of("on its way: " + new TreeMap<>(waiting));
        }
        return given.entrySet().stream()
                .filter(entry -> !(entry.getValue() + " CONFIRMED").equals(ended.get(entry.getKey())))
                .findFirst()
                .map(entry -> entry.getKey() + " was given " + entry.getValue() + ", last heard is "
                        + ended.get(entry.getKey()));
    }

    /// Whether the node runs what it was given last.
    public boolean isConfirmed(String node) {
        return (given.get(node) + " CONFIRMED").equals(ended.get(node));
    }

    private Set<String> notUp() {
        var keys = new HashSet<String>();
        sessions.forEach((key, state) -> {
            if (!UP.equals(state)) {
                keys.add(key + " " + state);
            }
        });
        return keys;
    }
}
