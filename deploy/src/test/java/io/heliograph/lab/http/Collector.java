package io.heliograph.lab.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A collector of traces, as far as a test needs one: takes `POST /v1/traces` in OTLP's JSON.
public final class Collector implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int WRONG = 400;

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    /// A span and the program that sent it.
    ///
    /// @param service its instance, then its name
    /// @param parent empty for the first of a trace
    public record Received(String service, String trace, String span, String parent, String name, long nanos) {}

    private Collector(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /// At a port that is free, on every address.
    public static Collector start() {
        try {
            return new Collector(HttpServer.create(new InetSocketAddress(0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Received> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var wanted = "application/json".equals(exchange.getRequestHeaders().getFirst("content-type"));
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            for (var resource : body.path("resourceSpans")) {
                var service = new ArrayList<String>();
                for (var attribute : resource.path("resource").path("attributes")) {
                    service.add(
                            attribute.path("key").asText().equals("service.instance.id") ? 0 : service.size(),
                            attribute.path("value").path("stringValue").asText());
                }
                for (var scope : resource.path("scopeSpans")) {
                    scope.path("spans").forEach(span -> spans.add(received(String.join(" ", service), span)));
                }
            }
            exchange.sendResponseHeaders(wanted ? OK : WRONG, -1);
        }
    }

    private static Received received(String service, JsonNode span) {
        return new Received(
                service,
                span.path("traceId").asText(),
                span.path("spanId").asText(),
                span.path("parentSpanId").asText(),
                span.path("name").asText(),
                span.path("endTimeUnixNano").asLong()
                        - span.path("startTimeUnixNano").asLong());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
