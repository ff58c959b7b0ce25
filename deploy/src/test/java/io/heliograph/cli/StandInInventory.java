package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Gives fixed answers in the inventory's place, where the real one cannot be brought to give them.
final class StandInInventory implements AutoCloseable {
    private record Fixed(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Fixed> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    StandInInventory() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Fixed(500, "no answer is set"));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void answer(String what, Object value) {
        answers.put("/api/v1/" + what, new Fixed(200, json(value)));
    }

    void answerEntries(String what, List<? extends FleetEntry> entries) throws JsonProcessingException {
        var type = FleetJson.mapper().getTypeFactory().constructCollectionType(List.class, FleetEntry.class);
        answers.put(
                "/api/v1/" + what,
                new Fixed(200, FleetJson.mapper().writerFor(type).writeValueAsString(entries)));
    }

    void refuse(String what, int status, Reason... reasons) {
        var problem = Problem.of(status, "/api/v1/" + what, reasons[0], List.of(reasons));
        answers.put("/api/v1/" + what, new Fixed(status, json(problem)));
    }

    void say(String what, int status, String body) {
        answers.put("/api/v1/" + what, new Fixed(status, body));
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private static String json(Object value) {
        try {
            return FleetJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
