package io.heliograph.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.VersionView;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks the inventory, and declares fleets to it.
public final class InventoryApi implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration PAST_LIMIT = Duration.ofMinutes(3);
    private static final int MAX_SHOWN = 200;

    private final HttpClient http;
    private final Duration answerLimit;
    private final URI inventory;

    /// @param inventory the service's own address, such as `http://localhost:8080`
    public InventoryApi(URI inventory) {
        this(inventory, CONNECT_LIMIT, ANSWER_LIMIT);
    }

    /// One that gives up soon.
    public InventoryApi(URI inventory, Duration limit) {
        this(inventory, limit, limit);
    }

    private InventoryApi(URI inventory, Duration connectLimit, Duration answerLimit) {
        this.inventory = inventory;
        this.answerLimit = answerLimit;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectLimit)
                .build();
    }

    public FleetStatus status() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("status", new TypeReference<>() {});
    }

    public List<ClusterEntry> clusters() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("clusters", new TypeReference<>() {});
    }

    public List<ReflectorView> reflectors() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("reflectors", new TypeReference<>() {});
    }

    public List<HostView> hosts() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("hosts", new TypeReference<>() {});
    }

    public List<SessionView> sessions() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("sessions", new TypeReference<>() {});
    }

    public List<RouteView> routes() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("routes", new TypeReference<>() {});
    }

    public List<ApplyView> applies() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("applies", new TypeReference<>() {});
    }

    public List<VersionView> versions() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("versions", new TypeReference<>() {});
    }

    /// The story of a prefix, a host or a session.
    public Explanation explain(String subject) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("explain?subject=" + encoded(subject), new TypeReference<>() {});
    }

    /// The same of a moment that has passed; the inventory reads the bus for it, which may take a while.
    public Explanation explain(String subject, Instant at)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri("explain?subject=" + encoded(subject) + "&at=" + encoded(at.toString())));
        return ask(request, PAST_LIMIT, new TypeReference<>() {});
    }

    /// Declares a fleet, or only asks what that would change.
    ///
    /// @param by who does
    /// @param message why
    public List<FleetChange> apply(FleetDeclaration fleet, boolean dryRun, String by, Optional<String> message)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        var why = message.map(text -> "&message=" + encoded(text)).orElse("");
        var query = "?dryRun=" + dryRun + "&by=" + encoded(by) + why;
        var request = HttpRequest.newBuilder(uri("fleet/apply" + query))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(fleet)));
        return ask(request, new TypeReference<>() {});
    }

    /// What a person says with a release.
    ///
    /// @param acceptRisk the danger, in the word that was shown
    public record Letting(String revision, String acceptRisk, String why, String by, Duration validFor) {}

    public List<RolloutView> rollouts() throws InventoryUnreachable, RequestRefused, InterruptedException {
        return get("rollout", new TypeReference<>() {});
    }

    /// Lets what waits go to a node, written `reflector/rr01`.
    public Release release(String node, Letting letting)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        var path = Arrays.stream(node.split("/", 2)).map(InventoryApi::encoded).collect(Collectors.joining("/"));
        var request = HttpRequest.newBuilder(uri("rollout/" + path + "/release"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(letting)));
        return ask(request, new TypeReference<>() {});
    }

    /// Takes a host out of service.
    public FleetChange drain(HostOrder order) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return order("POST", order, "/drain");
    }

    /// Has a drained host serve again.
    public FleetChange undrain(HostOrder order) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return order("DELETE", order, "/drain");
    }

    /// Lets a newcomer join.
    public FleetChange approve(HostOrder order) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return order("POST", order, "/approve");
    }

    /// Withdraws a host's subnets and keeps it out.
    public FleetChange remove(HostOrder order) throws InventoryUnreachable, RequestRefused, InterruptedException {
        return order("DELETE", order, "");
    }

    private FleetChange order(String method, HostOrder order, String what)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        var cluster = order.cluster().map(name -> "&cluster=" + encoded(name)).orElse("");
        var why = order.why().map(text -> "&message=" + encoded(text)).orElse("");
        var path = "hosts/" + encoded(order.host()) + what + "?by=" + encoded(order.by()) + cluster + why;
        return ask(
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()),
                new TypeReference<>() {});
    }

    private <T> T get(String what, TypeReference<T> type)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        return ask(HttpRequest.newBuilder(uri(what)), type);
    }

    private <T> T ask(HttpRequest.Builder request, TypeReference<T> type)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        return ask(request, answerLimit, type);
    }

    private <T> T ask(HttpRequest.Builder request, Duration limit, TypeReference<T> type)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        var response = send(request.timeout(limit)
                .header("accept", "application/json, " + Problem.MEDIA_TYPE)
                .build());
        if (response.statusCode() / 100 != 2) {
            throw new RequestRefused(problem(response));
        }
        try {
            return FleetJson.mapper().readValue(response.body(), type);
        } catch (JsonProcessingException e) {
            throw new InventoryUnreachable(unreadable(response), e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws InventoryUnreachable, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            var why = e.getMessage() == null ? "connection refused" : e.getMessage();
            throw new InventoryUnreachable(Reason.of(ReasonCode.INVENTORY_UNREACHABLE, inventory, why), e);
        }
    }

    private Problem problem(HttpResponse<String> response) throws InventoryUnreachable {
        try {
            var problem = FleetJson.mapper().readValue(response.body(), Problem.class);
            if (problem != null) {
                return problem;
            }
        } catch (JsonProcessingException e) {
            throw new InventoryUnreachable(unreadable(response), e);
        }
        throw new InventoryUnreachable(unreadable(response));
    }

    /// Not our inventory: a proxy, or another service on its port.
    private Reason unreadable(HttpResponse<String> response) {
        var body = response.body().strip();
        var shown = body.length() > MAX_SHOWN ? body.substring(0, MAX_SHOWN) : body;
        return Reason.of(
                ReasonCode.INVENTORY_UNREACHABLE,
                inventory,
                "it answered " + response.statusCode() + " with '" + shown + "'");
    }

    private URI uri(String what) {
        return inventory.resolve("/api/v1/" + what);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String json(Object request) {
        try {
            return FleetJson.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is always JSON", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
