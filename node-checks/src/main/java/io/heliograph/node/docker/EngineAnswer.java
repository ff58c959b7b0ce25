package io.heliograph.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.node.subnets.DockerNetwork;
import io.heliograph.node.subnets.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the engine's answers. Fields that we do not need may be anything; those that we need and that are absent
/// read as empty, as older engines leave out what newer ones say.
public final class EngineAnswer {
    private static final String UNKNOWN = "unknown";
    private static final String RUNNING = "running";

    private EngineAnswer() {}

    /// The answer to `GET /networks`; throws [IOException] for what is no such answer.
    public static List<DockerNetwork> networks(byte[] body) throws IOException {
        var root = FleetJson.mapper().readTree(body);
        if (root == null || !root.isArray()) {
            throw new IOException("its list of networks is no JSON array");
        }
        if (root.isEmpty()) {
            // Every engine has at least "host" and "none": an empty list is not the truth.
            throw new IOException("it lists no networks, not even its own");
        }
        var networks = new ArrayList<DockerNetwork>();
        for (var network : root) {
            networks.add(new DockerNetwork(
                    network.path("Id").asText(),
                    network.path("Name").asText(),
                    network.path("Driver").asText(),
                    network.path("Internal").asBoolean(),
                    network.path("EnableIPv6").asBoolean(),
                    subnets(network.path("IPAM").path("Config")),
                    texts(network.path("Options")),
                    texts(network.path("Labels"))));
        }
        return networks;
    }

    /// The answer to `GET /containers/json`: where those that run can be asked, the oldest first; throws
    /// [IOException] for what is no such answer.
    public static List<Endpoint> endpoints(byte[] body) throws IOException {
        var root = FleetJson.mapper().readTree(body);
        if (root == null || !root.isArray()) {
            throw new IOException("its list of containers is no JSON array");
        }
        var running = new ArrayList<JsonNode>();
        for (var container : root) {
            if (container.path("State").asText().equals(RUNNING)) {
                running.add(container);
            }
        }
        running.sort(Comparator.comparingLong(
                        (JsonNode container) -> container.path("Created").asLong())
                .thenComparing(container -> container.path("Id").asText()));
        var endpoints = new ArrayList<Endpoint>();
        for (var container : running) {
            for (var network : container.path("NetworkSettings").path("Networks")) {
                for (var field : List.of("GlobalIPv6Address", "IPAddress")) {
                    address(network.path(field).asText())
                            .ifPresent(address -> endpoints.add(
                                    new Endpoint(network.path("NetworkID").asText(), address)));
                }
            }
        }
        return endpoints;
    }

    private static Optional<IpAddress> address(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(IpAddress.parse(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    private static List<String> subnets(JsonNode configs) {
        var subnets = new ArrayList<String>();
        for (var config : configs) {
            var subnet = config.path("Subnet").asText();
            if (!subnet.isEmpty()) {
                subnets.add(subnet);
            }
        }
        return subnets;
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /// The version in the header `Server: Docker/20.10.24+dfsg1 (linux)`, which every answer carries.
    public static String version(@Nullable String server) {
        if (server == null || server.indexOf('/') < 0) {
            return UNKNOWN;
        }
        var version = server.substring(server.indexOf('/') + 1);
        int blank = version.indexOf(' ');
        return blank < 0 ? version : version.substring(0, blank);
    }
}
