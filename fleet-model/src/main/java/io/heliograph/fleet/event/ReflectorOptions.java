package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.List;
import java.util.Optional;

/// What one reflector does other than the others of its cluster. What is absent has its default, and a default that
/// is written out is kept as absent.
///
/// @param clusterId RFC 4456, 7: absent: its router id, so that no two reflectors share one
/// @param source the source of its sessions to upstreams, where that is not its address
/// @param upstreams those upstreams of the cluster that it is a peer of; absent: all
/// @param kernelExport whether the fleet's routes go to its kernel, too, as for a reflector that forwards
public record ReflectorOptions(
        Optional<RouterId> clusterId,
        Optional<IpAddress> source,
        Optional<List<UpstreamId>> upstreams,
        Optional<Boolean> kernelExport) {
    public static final ReflectorOptions DEFAULT =
            new ReflectorOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ReflectorOptions {
        // An empty list could be read as none or as all, and one of the two is an outage.
        if (upstreams.filter(List::isEmpty).isPresent()) {
            throw InvalidValue.field("upstreams", "[]", "at least one; leave it out for all");
        }
        upstreams = upstreams.map(list -> list.stream().sorted().distinct().toList());
        kernelExport = kernelExport.filter(on -> on);
    }

    /// Whether it is a peer of an upstream of its cluster.
    public boolean serves(UpstreamId upstream) {
        return upstreams.map(list -> list.contains(upstream)).orElse(true);
    }
}
