package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import java.util.List;

/// A session that a configuration sets up, for those who read BIRD's state and not its text.
///
/// @param peer the host's, reflector's or upstream's name
/// @param prefixes what is accepted over this session; empty on sessions that are not to a host
public record PlannedSession(
        ProtocolName protocol, PeerKind kind, String peer, IpAddress neighbor, List<Prefix> prefixes) {
    public PlannedSession {
        prefixes = prefixes.stream().sorted().toList();
    }
}
