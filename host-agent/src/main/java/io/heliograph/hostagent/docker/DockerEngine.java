package io.heliograph.hostagent.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.heliograph.hostagent.report.EngineView;
import io.heliograph.node.docker.EngineAnswer;
import io.heliograph.node.subnets.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Docker engine's API, as far as we need it. Paths carry no version: every engine then speaks its own.
///
/// The transport has no read timeout on a unix socket, so each call runs on a virtual thread that is interrupted
/// at its deadline, which closes the socket: a frozen engine takes the connection and never answers.
public final class DockerEngine implements AutoCloseable {
    /// How long the engine may take to list its networks.
    public static final Duration LISTING_DEADLINE = Duration.ofSeconds(5);

    /// How long it may take to say that it lives.
    public static final Duration PING_DEADLINE = Duration.ofSeconds(3);

    private static final int MAX_LISTING_BYTES = 32 << 20;
    private static final int MAX_CONNECTIONS = 4;

    /// What happens to networks; the comings and goings of containers on them are of no interest.
    private static final String NETWORK_EVENTS =
            "{\"type\":[\"network\"],\"event\":[\"create\",\"destroy\",\"remove\",\"update\",\"prune\"]}";

    /// Those as well, where one of them is probed.
    private static final String CONTAINER_EVENTS =
            "{\"type\":[\"network\",\"container\"],\"event\":[\"create\",\"destroy\",\"remove\",\"update\",\"prune\","
                    + "\"start\",\"die\",\"pause\",\"unpause\",\"connect\",\"disconnect\"]}";

    private final URI host;
    private final DockerHttpClient http;
    private final boolean probed;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    private DockerEngine(URI host, DockerHttpClient http, boolean probed) {
        this.host = host;
        this.http = http;
        this.probed = probed;
    }

    /// The engine at that address; it need not be there yet.
    ///
    /// @param host `unix:///var/run/docker.sock` or `tcp://host:port`
    /// @param probed whether its containers are looked at, too
    public static DockerEngine at(URI host, boolean probed) {
        return new DockerEngine(
                host,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(PING_DEADLINE)
                        .build(),
                probed);
    }

    /// Every network the engine has. Never throws: an engine that does not answer is a view as well.
    public EngineView look() {
        try {
            return within(LISTING_DEADLINE, this::list);
        } catch (EngineUnreachable e) {
            return new EngineView.Unreachable(host.toString(), String.valueOf(e.getMessage()));
        }
    }

    private EngineView list() throws IOException {
        try (var response = get("/networks")) {
            var body = response.getBody().readNBytes(MAX_LISTING_BYTES + 1);
            if (body.length > MAX_LISTING_BYTES) {
                throw new EngineUnreachable("its list of networks is larger than " + MAX_LISTING_BYTES + " bytes");
            }
            var networks = EngineAnswer.networks(body);
            return new EngineView.Seen(EngineAnswer.version(response.getHeader("Server")), networks, running());
        }
    }

    /// None where the engine does not tell: then nothing is probed, and everything else goes on.
    private List<Endpoint> running() {
        if (!probed) {
            return List.of();
        }
        try (var response = get("/containers/json")) {
            return EngineAnswer.endpoints(response.getBody().readNBytes(MAX_LISTING_BYTES));
        } catch (IOException _) {
            return List.of();
        }
    }

    /// Returns if the engine answers.
    public void ping() throws EngineUnreachable {
        within(PING_DEADLINE, () -> {
            try (var response = get("/_ping")) {
                return response.getBody().readNBytes(64);
            }
        });
    }

    /// Opens a stream of network events, beginning with those since `since` that the engine still knows. Blocks
    /// until the engine answers; interrupt the thread to give up, here and while reading.
    EventStream events(Instant since) throws IOException {
        var from = since.getEpochSecond() + "." + "%09d".formatted(since.getNano());
        return new EventStream(get("/events?since=" + from + "&filters="
                + URLEncoder.encode(probed ? CONTAINER_EVENTS : NETWORK_EVENTS, StandardCharsets.UTF_8)));
    }

    private DockerHttpClient.Response get(String path) throws IOException {
        DockerHttpClient.Response response;
        try {
            response = http.execute(DockerHttpClient.Request.builder()
                    .method(DockerHttpClient.Request.Method.GET)
                    .path(path)
                    .build());
        } catch (RuntimeException e) {
            throw new EngineUnreachable(rootMessage(e), e);
        }
        if (response.getStatusCode() != 200) {
            response.close();
            throw new EngineUnreachable("it answers " + path + " with status " + response.getStatusCode());
        }
        return response;
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        for (var cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private <T> T within(Duration deadline, Callable<T> call) throws EngineUnreachable {
        var answer = calls.submit(call);
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new EngineUnreachable("no answer within " + deadline.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new EngineUnreachable(rootMessage(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnreachable("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
        try {
            http.close();
        } catch (IOException _) {
            // Connections that cannot be closed end with the process.
        }
    }
}
