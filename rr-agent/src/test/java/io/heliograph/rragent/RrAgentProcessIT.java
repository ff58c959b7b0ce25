package io.heliograph.rragent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.RealBird;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process as it is installed.
class RrAgentProcessIT {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final long PATIENCE_SECONDS = 90;

    @TempDir
    private Path folder;

    private Process start(Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-jar", JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment()
                .put("HELIOGRAPH_STATE_DIR", folder.resolve("state").toString());
        builder.environment()
                .put("HELIOGRAPH_BIRD_CONFIG_DIR", folder.resolve("bird").toString());
        builder.environment()
                .put("HELIOGRAPH_BIRD_SOCKET", folder.resolve("bird.ctl").toString());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + RealBird.freePort());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path log() {
        return folder.resolve("agent.log");
    }

    @Test
    void a_name_that_is_none_is_refused_in_words() throws Exception {
        var process = start(
                Map.of("HELIOGRAPH_CLUSTER", "c1", "HELIOGRAPH_REFLECTOR", "rr01\"; {", "QUARKUS_HTTP_PORT", "0"));
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(log())).contains("NAME_INVALID");
    }

    @Test
    void it_lives_without_bus_and_bird_says_so_and_stops_when_told() throws Exception {
        var port = RealBird.freePort();
        var process = start(Map.of(
                "HELIOGRAPH_CLUSTER", "c1",
                "HELIOGRAPH_REFLECTOR", "rr01",
                "QUARKUS_HTTP_PORT", Integer.toString(port)));
        try {
            awaitLog("bus=away");
            assertThat(get(port, "/q/health/live").map(HttpResponse::statusCode))
                    .hasValue(200);
            assertThat(get(port, "/q/health/ready").map(HttpResponse::statusCode))
                    .hasValue(503);
            assertThat(get(port, "/q/metrics").map(HttpResponse::body))
                    .hasValueSatisfying(body -> assertThat(body).contains("bird_socket_query_success 0.0"));
            process.destroy();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(log())).contains("agent=stopped");
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitLog(String words) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log()).contains(words)) {
            assertThat(System.nanoTime())
                    .as(() -> "no " + words + " in " + log())
                    .isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static Optional<HttpResponse<String>> get(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .build();
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }
}
