package io.heliograph.hostagent.report;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DelegatedPool;
import java.util.List;

/// What the fleet lets this host announce, as far as its agent has to know.
///
/// @param pools the host's own blocks
/// @param ipv4 what an IPv4 subnet must lie in to be carried beside the IPv6 ones; none: no IPv4 subnet is told of
public record Granted(List<DelegatedPool> pools, List<Prefix> ipv4) {
    public static final Granted NOTHING = new Granted(List.of(), List.of());

    public Granted {
        pools = List.copyOf(pools);
        ipv4 = List.copyOf(ipv4);
    }
}
