package io.heliograph.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.node.AgentAnswer;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Asks an agent of this machine how it is.
public final class AgentHealth {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MAX_CHARACTERS = 1 << 20;

    private AgentHealth() {}

    /// What it says; empty when nothing answers there, or something that is no agent.
    ///
    /// @param agent the agent's own address: `http://localhost:8083`
    public static Optional<AgentAnswer> ask(URI agent) throws InterruptedException {
        return text(agent).flatMap(text -> answer(agent, text));
    }

    /// The same, as it came.
    public static Optional<String> text(URI agent) throws InterruptedException {
        var request = HttpRequest.newBuilder(agent.resolve("/q/health"))
                .timeout(LIMIT)
                .build();
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build()) {
            // One that is not ready answers 503, with all that it has to say.
            var body = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            return body.length() > MAX_CHARACTERS ? Optional.empty() : Optional.of(body);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<AgentAnswer> answer(URI agent, String text) {
        try {
            var tree = FleetJson.mapper().readTree(text);
            if (!tree.path("checks").isArray()) {
                return Optional.empty();
            }
            var checks = new ArrayList<AgentAnswer.Check>();
            tree.path("checks").forEach(check -> checks.add(check(check)));
            return Optional.of(new AgentAnswer(agent.toString(), isUp(tree), List.copyOf(checks)));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static AgentAnswer.Check check(JsonNode check) {
        var data = new TreeMap<String, String>();
        check.path("data")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return new AgentAnswer.Check(check.path("name").asText(), isUp(check), data);
    }

    private static boolean isUp(JsonNode node) {
        return node.path("status").asText().equals("UP");
    }
}
