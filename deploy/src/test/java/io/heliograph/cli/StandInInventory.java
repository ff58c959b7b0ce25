package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    StandInInventory() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// One that knows the fleet of [Sample], in which all is well but what it says of a prefix and of a rollout.
    static StandInInventory ofSamples() {
        var inventory = new StandInInventory();
        inventory.answer("status", Sample.healthy());
        inventory.answer("hosts", Sample.hosts());
        inventory.answer("reflectors", Sample.reflectors());
        inventory.answer("sessions", Sample.sessions());
        inventory.answer("routes", Sample.routes());
        inventory.answerEntries("clusters", Sample.clusters());
        inventory.answer("explain", Sample.explanation());
        inventory.answer("versions", Sample.versions());
        inventory.answer("fleet/apply", Sample.changes());
        inventory.answer("rollout", Sample.rollouts());
        inventory.answer("rollout/reflector/rr01/release", Sample.release());
        for (var order : List.of("", "/drain", "/approve")) {
            inventory.answer("hosts/docker01" + order, Sample.changes().getFirst());
        }
        return inventory;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void answer(String what, Object value) {
        answers.put("/api/v1/" + what, new Fixed(200, json(value)));
    }

    private void answerEntries(String what, List<? extends FleetEntry> entries) {
        var type = FleetJson.mapper().getTypeFactory().constructCollectionType(List.class, FleetEntry.class);
        answers.put("/api/v1/" + what, new Fixed(200, json(FleetJson.mapper().writerFor(type), entries)));
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
        return json(FleetJson.mapper().writer(), value);
    }

    private static String json(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
