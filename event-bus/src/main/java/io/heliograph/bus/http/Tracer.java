package io.heliograph.bus.http;

import io.heliograph.bus.trace.OtlpJson;
import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notes the steps of changes and sends them to a collector, or does nothing at all: then no step is noted, no header
/// is written, and there is neither a thread nor a connection.
///
/// Never in anybody's way: what the collector does not take is dropped.
public final class Tracer implements AutoCloseable {
    /// Where nobody wants to know.
    public static final Tracer OFF = new Tracer();

    private static final int MOST_WAITING = 2_048;
    private static final int MOST_AT_ONCE = 256;
    private static final Duration GATHER = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, String> resource;
    private final @Nullable URI collector;
    private final @Nullable Thread thread;
    private volatile boolean closed;

    private Tracer() {
        resource = Map.of();
        collector = null;
        thread = null;
    }

    private Tracer(URI collector, Map<String, String> resource) {
        this.collector = collector.resolve("/v1/traces");
        this.resource = Map.copyOf(resource);
        this.thread = Thread.ofPlatform().name("traces").daemon().unstarted(this::run);
    }

    /// A tracer for `HELIOGRAPH_TRACES`; throws [IllegalArgumentException] for an address that is none.
    ///
    /// @param collector such as `http://collector:4318`; empty: off
    /// @param service which program it is
    /// @param instance which of them: the host's or the reflector's name
    public static Tracer to(Optional<String> collector, String service, String instance) {
        if (collector.isEmpty()) {
            return OFF;
        }
        var address = URI.create(collector.get());
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException("HELIOGRAPH_TRACES is '" + collector.get()
                    + "': set it to http://HOST:PORT of a collector (OTLP/HTTP)");
        }
        var tracer = new Tracer(address, Map.of("service.name", service, "service.instance.id", instance));
        tracer.start();
        return tracer;
    }

    private void start() {
        if (thread != null) {
            thread.start();
        }
    }

    public boolean isOn() {
        return thread != null;
    }

    /// A step that begins a trace; empty where tracing is off.
    public Optional<TraceContext> begin(String name, Instant began, Instant ended, Map<String, String> attributes) {
        if (!isOn()) {
            return Optional.empty();
        }
        var context = new TraceContext(random(TRACE_BYTES), random(SPAN_BYTES));
        note(new Span(context, Optional.empty(), name, began, ended, attributes, List.of()));
        return Optional.of(context);
    }

    /// Takes a step to be sent; forgets it where tracing is off.
    public void note(Span span) {
        if (!isOn()) {
            return;
        }
        // Too many wait: the collector is away, and a trace less does no harm.
        boolean _ = waiting.offer(span);
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void run() {
        try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            while (!closed || !waiting.isEmpty()) {
                var first = waiting.poll(GATHER.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    var spans = new ArrayList<>(List.of(first));
                    waiting.drainTo(spans, MOST_AT_ONCE - 1);
                    send(http, spans);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpClient http, List<Span> spans) throws InterruptedException {
        var request = HttpRequest.newBuilder(Objects.requireNonNull(collector))
                .timeout(LIMIT)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(OtlpJson.request(resource, spans)))
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException _) {
            // A collector that is away is nobody's trouble but of those who look for traces.
        }
    }

    /// Lets what waits go, for a moment.
    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            try {
                if (!thread.join(LIMIT)) {
                    thread.interrupt();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
