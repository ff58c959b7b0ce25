package io.heliograph.fleet.event;

import io.heliograph.fleet.Prefix;
import java.time.Instant;
import java.util.Map;

/// A subnet of a Docker network.
///
/// @param network the network's name, as Docker shows it
/// @param labels the network's labels that begin with `heliograph.`, unchecked: admission judges them
/// @param observedAt when the agent first saw the subnet
public record ReportedSubnet(
        Prefix prefix,
        String network,
        String networkId,
        String driver,
        Map<String, String> labels,
        Instant observedAt) {
    public ReportedSubnet {
        labels = Map.copyOf(labels);
    }
}
