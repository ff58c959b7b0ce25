package io.heliograph.cli.node;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an agent of this machine says of itself.
///
/// @param url where it answers
/// @param ready whether it reaches what it needs
public record AgentAnswer(String url, boolean ready, List<Check> checks) {
    /// One of its checks.
    ///
    /// @param name `bird`, `bus`, `config`, `docker-engine`, …
    /// @param data whatever it adds: `revision`, `source`, `held`, `drift`, …
    public record Check(String name, boolean up, Map<String, String> data) {
        public Check {
            data = java.util.Collections.unmodifiableMap(new TreeMap<>(data));
        }
    }

    public AgentAnswer {
        checks = List.copyOf(checks);
    }

    /// What is wrong with an agent: nothing answers where it should be, or what it says of itself.
    public static List<Reason> findings(URI agent, Optional<AgentAnswer> answer) {
        if (answer.isEmpty()) {
            return List.of(Reason.of(ReasonCode.AGENT_UNREACHABLE, agent, "nothing answers there that is one"));
        }
        var down = answer.get().checks().stream()
                .filter(check -> !check.up())
                .map(Check::name)
                .sorted()
                .toList();
        return down.isEmpty()
                ? List.of()
                : List.of(Reason.of(ReasonCode.AGENT_NOT_READY, agent, String.join(", ", down)));
    }

    /// What the check of the configuration says under a word: `revision`, `source`, `held`, `drift`.
    public Optional<String> config(String word) {
        return checks.stream()
                .filter(check -> check.name().equals("config"))
                .findFirst()
                .map(check -> check.data().get(word));
    }
}
