package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import java.util.Optional;

/// What a host says of itself.
///
/// @param address the source of its BGP sessions and the next hop of its subnets
/// @param engine the version of its Docker engine, empty while the engine is out of reach
/// @param bird the version of its BIRD, empty while BIRD is out of reach
/// @param attachment how its subnets come to the reflectors; empty: by its BIRD
public record HostFacts(
        IpAddress address,
        Optional<String> engine,
        Optional<String> bird,
        String agent,
        String kernel,
        Optional<Attachment> attachment) {
    public HostFacts {
        attachment = attachment.filter(way -> way != Attachment.BGP);
    }

    /// A host with a BIRD.
    public HostFacts(IpAddress address, Optional<String> engine, Optional<String> bird, String agent, String kernel) {
        this(address, engine, bird, agent, kernel, Optional.empty());
    }
}
