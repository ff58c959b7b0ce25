package io.heliograph.inventory.admission;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ClusterEntry;
import java.util.Optional;

/// Finds a block for a host that joins. The search begins at a place that follows from the host's name: a fleet that is
/// set up again from nothing gives nearly every host the block that it had, and no search walks through all that is
/// taken.
final class PoolAllocation {
    /// So many blocks are looked at in each aggregate. In one that is nine tenths full a search that long fails once in
    /// e^100 times.
    private static final int MAX_PROBES = 1024;

    private static final int HEX = 16;
    private static final int IPV6_HALF = 64;

    private PoolAllocation() {}

    /// Empty where the cluster gives no blocks, or has none left.
    static Optional<Prefix> free(HostId host, Family family, ClusterEntry cluster, Registry registry) {
        return cluster.poolLength()
                .flatMap(length -> cluster.aggregates().stream()
                        .filter(aggregate -> aggregate.family() == family && aggregate.length() <= length)
                        .flatMap(aggregate -> search(host, aggregate, length, registry).stream())
                        .findFirst());
    }

    private static Optional<Prefix> search(HostId host, Prefix aggregate, int length, Registry registry) {
        long blocks = 1L << Math.min(length - aggregate.length(), 62);
        // The name of a host's protocol is a hash of its name.
        long first = Long.parseLong(ProtocolName.of(host).value().substring(2), HEX) % blocks;
        for (long probe = 0; probe < Math.min(blocks, MAX_PROBES); probe++) {
            var candidate = block(aggregate, length, (first + probe) % blocks);
            if (registry.holderOtherThan(host, candidate).isEmpty()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Prefix block(Prefix aggregate, int length, long index) {
        var start = aggregate.address();
        var address = switch (aggregate.family()) {
            case IPV4 -> new IpAddress(Family.IPV4, 0, start.lo() | index << (Family.IPV4.bits() - length));
            case IPV6 -> new IpAddress(Family.IPV6, start.hi() | index << (IPV6_HALF - length), start.lo());
        };
        return new Prefix(address, length);
    }
}
