package io.heliograph.lab.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RolloutView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Asks the inventory of a lab.
public final class InventoryClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI inventory;

    public InventoryClient(URI inventory) {
        this.inventory = inventory;
    }

    /// Whether a request is answered with success; false for any failure.
    public boolean answers(URI uri) {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public FleetStatus status() {
        return get("status", new TypeReference<>() {});
    }

    public List<RouteView> routes() {
        return get("routes", new TypeReference<>() {});
    }

    public List<SessionView> sessions() {
        return get("sessions", new TypeReference<>() {});
    }

    public List<HostView> hosts() {
        return get("hosts", new TypeReference<>() {});
    }

    public List<ReflectorView> reflectors() {
        return get("reflectors", new TypeReference<>() {});
    }

    /// Declares a fleet; throws [UncheckedIOException] with the answer when it is refused.
    public void apply(FleetDeclaration fleet) {
        declare(write(fleet));
    }

    private void declare(String body) {
        var request = HttpRequest.newBuilder(inventory.resolve("/api/v1/fleet/apply"))
                .timeout(LIMIT)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        send(request);
    }

    /// Declares a fleet with an option of its first cluster's BGP, as a person would who edits the file.
    public void applyWith(FleetDeclaration fleet, String option, String value) {
        var tree = FleetJson.mapper().<ObjectNode>valueToTree(fleet);
        ((ObjectNode) tree.path("clusters").path(0).path("bgp")).put(option, value);
        declare(tree.toString());
    }

    /// What waits on its way to nodes.
    public List<RolloutView> rollouts() {
        return get("rollout", new TypeReference<>() {});
    }

    /// A person's word for what is held, in full knowledge of the danger.
    public void release(RolloutView held) {
        var body = FleetJson.mapper()
                .createObjectNode()
                .put("revision", held.revision().map(Revision::value).orElse(""))
                .put("acceptRisk", held.risk().orElse(""))
                .put("why", "chaos")
                .put("by", "chaos");
        send(HttpRequest.newBuilder(inventory.resolve("/api/v1/rollout/" + held.node() + "/release"))
                .timeout(LIMIT)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /// Takes a host out of service.
    public void drain(String host) {
        order("POST", host + "/drain");
    }

    /// Has a drained host serve again.
    public void undrain(String host) {
        order("DELETE", host + "/drain");
    }

    /// Removes a host from the fleet.
    public void remove(String host) {
        order("DELETE", host);
    }

    private void order(String method, String what) {
        send(HttpRequest.newBuilder(inventory.resolve("/api/v1/hosts/" + what))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private <T> T get(String what, TypeReference<T> type) {
        var request = HttpRequest.newBuilder(inventory.resolve("/api/v1/" + what))
                .timeout(LIMIT)
                .build();
        try {
            return FleetJson.mapper().readValue(send(request), type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static String write(Object value) {
        try {
            return FleetJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
