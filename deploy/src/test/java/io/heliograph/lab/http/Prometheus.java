package io.heliograph.lab.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks a Prometheus, and the processes that it scrapes.
public final class Prometheus implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    /// @param address such as `http://localhost:9090`
    public Prometheus(URI address) {
        this.address = address;
    }

    /// A series and its value now; `NaN` where there is nothing to compute from.
    public record Series(Map<String, String> labels, double value) {}

    /// What a query gives; throws [IllegalArgumentException] for one that Prometheus refuses.
    public List<Series> query(String expression) {
        var answer =
                get(address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
        var tree = tree(answer.body());
        if (!tree.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(
                    expression + ": " + tree.path("error").asText());
        }
        var found = new ArrayList<Series>();
        for (var result : tree.path("data").path("result")) {
            found.add(new Series(
                    labels(result.path("metric")),
                    Double.parseDouble(result.path("value").path(1).asText().replace("+Inf", "Infinity"))));
        }
        return found;
    }

    public boolean isReady() {
        try {
            return get(address.resolve("/-/ready")).statusCode() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private static Map<String, String> labels(JsonNode metric) {
        return JSON.convertValue(metric, JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Any address, as text with its status.
    public HttpResponse<String> get(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
