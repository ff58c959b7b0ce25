package io.heliograph.node.subnets;

import java.util.List;
import java.util.Map;

/// A network as Docker lists it, unjudged.
///
/// @param subnets the subnets of its address management, as Docker writes them, of both families
/// @param options the driver's options (`docker network create -o`)
public record DockerNetwork(
        String id,
        String name,
        String driver,
        boolean internal,
        boolean ipv6,
        List<String> subnets,
        Map<String, String> options,
        Map<String, String> labels) {
    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";
    private static final int SHORT_ID = 12;

    public DockerNetwork {
        subnets = List.copyOf(subnets);
        options = Map.copyOf(options);
        labels = Map.copyOf(labels);
    }

    /// The interface that Docker makes for a network of driver `bridge`.
    public String bridgeName() {
        var named = options.getOrDefault(BRIDGE_NAME, "");
        return named.isEmpty() ? "br-" + id.substring(0, Math.min(SHORT_ID, id.length())) : named;
    }
}
