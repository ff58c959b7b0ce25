package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import java.util.Optional;

/// A declared route reflector.
///
/// @param address the source of its sessions, and what hosts and upstreams peer with
/// @param routerId empty: derived from the name ([RouterId#derivedFrom])
/// @param bgp what it does other than its cluster; absent: nothing
public record ReflectorEntry(
        ReflectorId reflector,
        ClusterId cluster,
        IpAddress address,
        Optional<RouterId> routerId,
        Optional<ReflectorOptions> bgp,
        Lifecycle lifecycle,
        Change change)
        implements FleetEntry {
    public ReflectorEntry {
        bgp = bgp.filter(options -> !options.equals(ReflectorOptions.DEFAULT));
    }

    /// With the options of its cluster.
    public ReflectorEntry(
            ReflectorId reflector,
            ClusterId cluster,
            IpAddress address,
            Optional<RouterId> routerId,
            Lifecycle lifecycle,
            Change change) {
        this(reflector, cluster, address, routerId, Optional.empty(), lifecycle, change);
    }

    /// Its options, the defaults among them.
    public ReflectorOptions options() {
        return bgp.orElse(ReflectorOptions.DEFAULT);
    }

    @Override
    public String key() {
        return cluster + "/reflector/" + reflector;
    }

    @Override
    public boolean sameStateAs(FleetEntry other) {
        return other instanceof ReflectorEntry entry && withChange(entry.change).equals(entry);
    }

    @Override
    public ReflectorEntry withChange(Change because) {
        return with(lifecycle, because);
    }

    public ReflectorEntry with(Lifecycle state, Change because) {
        return new ReflectorEntry(reflector, cluster, address, routerId, bgp, state, because);
    }
}
