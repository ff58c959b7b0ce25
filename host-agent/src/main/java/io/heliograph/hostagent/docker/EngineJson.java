package io.heliograph.hostagent.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.node.subnets.DockerNetwork;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the engine's answers. Fields that we do not need may be anything; those that we need and that are absent
/// read as empty, as older engines leave out what newer ones say.
final class EngineJson {
    private static final String UNKNOWN = "unknown";

    private EngineJson() {}

    /// The answer to `GET /networks`.
    static List<DockerNetwork> networks(byte[] body) throws IOException {
        var root = FleetJson.mapper().readTree(body);
        if (root == null || !root.isArray()) {
            throw new EngineUnreachable("its list of networks is no JSON array");
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

    /// One line of `GET /events`.
    static NetworkEvent event(String line) throws IOException {
        var root = FleetJson.mapper().readTree(line);
        long nanos = root.path("timeNano").asLong();
        return new NetworkEvent(root.path("Action").asText(UNKNOWN), Instant.EPOCH.plusNanos(nanos));
    }

    /// The version in the header `Server: Docker/20.10.24+dfsg1 (linux)`, which every answer carries.
    static String version(@Nullable String server) {
        if (server == null || server.indexOf('/') < 0) {
            return UNKNOWN;
        }
        var version = server.substring(server.indexOf('/') + 1);
        int blank = version.indexOf(' ');
        return blank < 0 ? version : version.substring(0, blank);
    }
}
