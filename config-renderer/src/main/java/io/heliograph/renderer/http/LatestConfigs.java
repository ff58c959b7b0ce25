package io.heliograph.renderer.http;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.NodeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The last configuration of each node that this instance sent since it started. Safe for all threads.
@ApplicationScoped
public class LatestConfigs {
    private final ConcurrentSkipListMap<NodeId, NodeConfig> byNode = new ConcurrentSkipListMap<>();

    public void put(NodeConfig config) {
        byNode.put(config.node(), config);
    }

    public Optional<NodeConfig> of(NodeId node) {
        return Optional.ofNullable(byNode.get(node));
    }

    public List<NodeId> nodes() {
        return List.copyOf(byNode.keySet());
    }
}
