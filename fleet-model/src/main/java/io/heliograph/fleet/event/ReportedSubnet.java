package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
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
/// @param probeTarget the address of a container that runs in the network, for reflectors that probe; the same for as
///     long as that container runs
public record ReportedSubnet(
        Prefix prefix,
        String network,
        String networkId,
        String driver,
        Map<String, String> labels,
        Instant observedAt,
        Optional<Reason> broken,
        Optional<IpAddress> probeTarget) {
    public ReportedSubnet {
        labels = Map.copyOf(labels);
    }

    /// With this container to probe, or none.
    public ReportedSubnet with(Optional<IpAddress> target) {
        return new ReportedSubnet(prefix, network, networkId, driver, labels, observedAt, broken, target);
    }

    /// One that nothing is known to be in the way of, and that is not probed.
    public ReportedSubnet(
            Prefix prefix,
            String network,
            String networkId,
            String driver,
            Map<String, String> labels,
            Instant observedAt) {
        this(prefix, network, networkId, driver, labels, observedAt, Optional.empty(), Optional.empty());
    }
}
