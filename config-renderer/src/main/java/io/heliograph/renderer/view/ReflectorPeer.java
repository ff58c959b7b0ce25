package io.heliograph.renderer.view;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReflectorOptions;
import java.util.Optional;

/// An active route reflector as BGP sees it.
public record ReflectorPeer(
        ReflectorId reflector, ProtocolName protocol, IpAddress address, RouterId routerId, ReflectorOptions options) {
    /// The peer that an entry makes; empty for a reflector that was removed.
    static Optional<ReflectorPeer> of(ReflectorEntry entry) {
        if (entry.lifecycle() != Lifecycle.ACTIVE) {
            return Optional.empty();
        }
        var routerId = entry.routerId().orElseGet(() -> RouterId.derivedFrom(NodeId.of(entry.reflector())));
        return Optional.of(new ReflectorPeer(
                entry.reflector(), ProtocolName.of(entry.reflector()), entry.address(), routerId, entry.options()));
    }

    NodeId node() {
        return NodeId.of(reflector);
    }
}
