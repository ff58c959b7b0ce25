package io.heliograph.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The inventory's server-sent events, of one kind of answer. A stream that ends is opened again until this is closed;
/// each one begins with a reset, so that nothing is missed in silence.
public final class InventoryStream implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration BEFORE_NEXT = Duration.ofSeconds(1);
    private static final int OK = 200;

    /// Who does not come to read has the stream wait, and the inventory ends one that waits too long.
    private static final int MAX_WAITING = 1_024;

    private final BlockingQueue<StreamSignal> signals = new ArrayBlockingQueue<>(MAX_WAITING);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final URI uri;
    private final Thread thread;
    private volatile boolean closed;

    /// @param kind as the stream names it: `session`
    public InventoryStream(URI inventory, String kind) {
        uri = inventory.resolve("/api/v1/stream?kinds=" + kind);
        thread = Thread.ofPlatform().daemon().name("inventory-stream").start(this::run);
    }

    /// The next signal; empty when there is none in time.
    public Optional<StreamSignal> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(signals.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS));
    }

    private void run() {
        try {
            while (!closed) {
                signals.put(
                        new StreamSignal.Lost(Reason.of(ReasonCode.INVENTORY_UNREACHABLE, uri.resolve("/"), follow())));
                Thread.sleep(BEFORE_NEXT);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    /// Follows one stream to its end, and gives why it ended.
    private String follow() throws InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("accept", "text/event-stream")
                .timeout(CONNECT_LIMIT)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofLines());
            if (response.statusCode() != OK) {
                response.body().close();
                return "its stream answers " + response.statusCode();
            }
            try (var lines = response.body()) {
                read(lines.iterator());
            }
            return "its stream ended";
        } catch (IOException e) {
            return e.getMessage() == null ? "connection refused" : e.getMessage();
        } catch (UncheckedIOException e) {
            return "its stream broke";
        }
    }

    private void read(java.util.Iterator<String> lines) throws InterruptedException {
        var name = "";
        var data = new StringBuilder();
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.isEmpty()) {
                put(name, data.toString());
                name = "";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()));
            }
        }
    }

    private void put(String name, String data) throws InterruptedException {
        switch (name) {
            // A comment or an id alone.
            case "" -> {}
            case "reset" -> signals.put(new StreamSignal.Reset());
            case "beat" -> signals.put(new StreamSignal.Beat());
            default -> signals.put(changed(name, data));
        }
    }

    /// What cannot be read is a change all the same: the state is read anew.
    private static StreamSignal changed(String kind, String data) {
        try {
            var tree = FleetJson.mapper().readTree(data);
            var view = tree.path("view");
            return new StreamSignal.Changed(
                    kind, tree.path("key").asText(), view.isMissingNode() ? Optional.empty() : Optional.of(view));
        } catch (JsonProcessingException _) {
            return new StreamSignal.Reset();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        http.shutdownNow();
    }
}
