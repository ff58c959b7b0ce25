package io.heliograph.hostagent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packaged agent as a process, as it runs on a host.
final class RealAgent implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private @Nullable Process process;

    private RealAgent(Path folder, Map<String, String> environment, int port) {
        this.folder = folder;
        this.environment = environment;
        this.port = port;
    }

    /// An agent of host `docker01` in cluster `lab`, not started yet; state and BIRD's paths in a folder of its own.
    ///
    /// @param more further variables, or other values
    static RealAgent prepared(String bootstrap, String dockerHost, Map<String, String> more) {
        try (var free = new ServerSocket(0)) {
            var folder = Files.createTempDirectory(Path.of("/tmp"), "hg-agent-");
            var environment = new TreeMap<String, String>();
            environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
            environment.put("HELIOGRAPH_CLUSTER", "lab");
            environment.put("HELIOGRAPH_HOST", "docker01");
            environment.put("HELIOGRAPH_ADDRESS", "fd00:10::1");
            environment.put("HELIOGRAPH_DOCKER_HOST", dockerHost);
            environment.put("HELIOGRAPH_STATE_DIR", folder.resolve("state").toString());
            environment.put("HELIOGRAPH_BIRD_SOCKET", folder.resolve("bird.ctl").toString());
            environment.put("HELIOGRAPH_BIRD_CONFIG_DIR", folder.resolve("bird").toString());
            environment.put("HELIOGRAPH_HTTP_PORT", Integer.toString(free.getLocalPort()));
            environment.putAll(more);
            return new RealAgent(folder, environment, free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RealAgent start(String bootstrap, String dockerHost, Map<String, String> more) {
        var agent = prepared(bootstrap, dockerHost, more);
        agent.start();
        return agent;
    }

    void start() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx48m",
                        "-jar",
                        Path.of("target/quarkus-app/quarkus-run.jar")
                                .toAbsolutePath()
                                .toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("HELIOGRAPH_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return folder.resolve("agent.log");
    }

    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the agent was not started");
        }
        return process;
    }

    boolean isAlive() {
        return running().isAlive();
    }

    long pid() {
        return running().pid();
    }

    int awaitExit() throws InterruptedException {
        if (!running().waitFor(DEADLINE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("the agent does not end: " + log());
        }
        return running().exitValue();
    }

    /// SIGTERM.
    void terminate() {
        running().destroy();
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        running().destroyForcibly();
        var _ = awaitExit();
    }

    /// The body of a page of the agent's own, with its status before it; status 0 while it does not listen.
    String get(String path) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "0 " + e.getMessage();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        RealEngine.run(List.of("rm", "-rf", folder.toString()));
    }
}
