package io.heliograph.fleet.event;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A subnet of a Docker network.
///
/// @param network the network's name, as Docker shows it
/// @param labels the network's labels that begin with `heliograph.`, unchecked: admission judges them
/// @param observedAt when the agent first saw the subnet
/// @param broken why nothing gets into the subnet from outside, although its route stands; empty: nothing is known to
///     be in the way
public record ReportedSubnet(
        Prefix prefix,
        String network,
        String networkId,
        String driver,
        Map<String, String> labels,
        Instant observedAt,
        Optional<Reason> broken) {
    public ReportedSubnet {
        labels = Map.copyOf(labels);
    }

    /// One that nothing is known to be in the way of.
    public ReportedSubnet(
            Prefix prefix,
            String network,
            String networkId,
            String driver,
            Map<String, String> labels,
            Instant observedAt) {
        this(prefix, network, networkId, driver, labels, observedAt, Optional.empty());
    }
}
