package io.heliograph.fleet.event;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import java.util.List;

/// The subnets that a reflector originates for a host without BIRD, for those who read BIRD's state and not its text.
///
/// @param protocol the protocol that has the routes
/// @param nextHop the host
public record PlannedOrigin(ProtocolName protocol, HostId host, IpAddress nextHop, List<Prefix> prefixes) {
    public PlannedOrigin {
        prefixes = prefixes.stream().sorted().toList();
    }
}
