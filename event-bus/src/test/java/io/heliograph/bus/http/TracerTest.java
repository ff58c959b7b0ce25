package io.heliograph.bus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.bus.trace.OtlpJson;
import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracerTest {
    private static final Instant BEGAN = Instant.parse("2026-11-25T16:00:00.000000001Z");
    private static final Instant ENDED = BEGAN.plus(Duration.ofMillis(30));

    @Test
    void spans_arrive_at_the_collector_as_otlp_says() throws Exception {
        var body = new CompletableFuture<JsonNode>();
        var server = collector(body);
        try (var tracer = Tracer.to(
                Optional.of("http://localhost:" + server.getAddress().getPort()), "host-agent", "docker\"01")) {
            var docker = tracer.begin("docker network create", BEGAN, ENDED, Map.of("host", "docker01"))
                    .orElseThrow();
            tracer.note(Span.after(docker, "report sent", BEGAN, ENDED, Map.of()));
            var resource = body.get(5, TimeUnit.SECONDS).path("resourceSpans").path(0);
            assertThat(resource.at("/resource/attributes").findValuesAsText("stringValue"))
                    .containsExactlyInAnyOrder("host-agent", "docker\"01");
            var spans = resource.at("/scopeSpans/0/spans");
            assertThat(spans.findValuesAsText("traceId"))
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(id).isEqualTo(docker.traceId()).hasSize(32));
            assertThat(spans.at("/0/name").asText()).isEqualTo("docker network create");
            assertThat(spans.at("/0/startTimeUnixNano").asText()).isEqualTo("1795622400000000001");
            assertThat(spans.at("/0/parentSpanId").asText()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_step_names_those_of_other_traces_that_went_with_it() throws Exception {
        var docker = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        var along = new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
        var step = Span.after(docker, "render host/docker01", BEGAN, ENDED, Map.of());
        var spans = new ObjectMapper()
                .readTree(OtlpJson.request(Map.of(), List.of(step, step.linkedTo(List.of(along)))))
                .at("/resourceSpans/0/scopeSpans/0/spans");
        assertThat(spans.at("/0/links")).isEmpty();
        assertThat(spans.at("/1/links").findValuesAsText("traceId")).containsExactly(along.traceId());
        assertThat(spans.at("/1/links").findValuesAsText("spanId")).containsExactly(along.spanId());
    }

    private static HttpServer collector(CompletableFuture<JsonNode> body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                body.complete(new ObjectMapper().readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    @Test
    void without_a_collector_nothing_begins_and_there_is_no_thread() {
        var tracer = Tracer.to(Optional.empty(), "host-agent", "docker01");
        assertThat(tracer).isSameAs(Tracer.OFF);
        assertThat(tracer.begin("docker network create", BEGAN, ENDED, Map.of()))
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("traces"));
    }

    @Test
    void a_collector_that_is_away_is_nobodys_trouble() {
        try (var tracer = Tracer.to(Optional.of("http://localhost:1"), "host-agent", "docker01")) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(tracer.begin("docker network create", BEGAN, ENDED, Map.of()))
                        .isPresent();
            }
        }
    }

    @Test
    void an_address_that_is_none_is_refused_with_the_variables_name() {
        assertThatThrownBy(() -> Tracer.to(Optional.of("collector:4318"), "host-agent", "docker01"))
                .hasMessageContaining("HELIOGRAPH_TRACES")
                .hasMessageContaining("collector:4318");
    }

    @Test
    void a_context_is_read_back_and_what_is_none_is_passed_over() {
        var context = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        assertThat(TraceContext.parse(context.toString())).hasValue(context);
        assertThat(TraceContext.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"))
                .isEmpty();
        assertThat(context.child("admit")).isEqualTo(context.child("admit")).isNotEqualTo(context.child("apply"));
        assertThat(context.child("admit").traceId()).isEqualTo(context.traceId());
    }
}
