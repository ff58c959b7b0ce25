package io.heliograph.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Asks an agent how it is, at `/q/health`.
public final class AgentApi {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private AgentApi() {}

    /// What is wrong with it: nothing answers, or what it says of itself.
    public static List<Reason> health(URI agent) throws InterruptedException {
        var request = HttpRequest.newBuilder(agent.resolve("/q/health"))
                .timeout(LIMIT)
                .build();
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build()) {
            return read(agent, http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            var why = e.getMessage() == null ? "connection refused" : e.getMessage();
            return List.of(Reason.of(ReasonCode.AGENT_UNREACHABLE, agent, why));
        }
    }

    private static List<Reason> read(URI agent, String body) {
        var down = new ArrayList<String>();
        try {
            for (var check : FleetJson.mapper().readTree(body).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    down.add(check.path("name").asText());
                }
            }
        } catch (JsonProcessingException _) {
            return List.of(Reason.of(ReasonCode.AGENT_UNREACHABLE, agent, "what answers there is no agent"));
        }
        return down.isEmpty()
                ? List.of()
                : List.of(Reason.of(
                        ReasonCode.AGENT_NOT_READY,
                        agent,
                        String.join(", ", down.stream().sorted().toList())));
    }
}
