package io.heliograph.hostagent;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.hostagent.disk.KeptJson;
import io.heliograph.hostagent.report.Bell;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/// Which IPv4 subnets this host tells of: those in the cluster's IPv4 aggregates, which its own configuration names as
/// soon as the cluster carries IPv4. Docker gives every network an IPv4 subnet, and on every host the same ones: what
/// lies elsewhere is the host's own affair.
final class OwnIpv4 {
    private static final Logger LOG = Logger.getLogger(OwnIpv4.class);

    private final KeptJson<List<Prefix>> disk;
    private final List<Prefix> fixed;
    private final Bells bells;
    private final InstantSource clock;
    private volatile List<Prefix> aggregates;

    /// @param fixed what the agent's own settings say; where they do, configurations are not asked
    OwnIpv4(KeptJson<List<Prefix>> disk, List<Prefix> fixed, Bells bells, InstantSource clock) {
        this.disk = disk;
        this.fixed = fixed;
        this.bells = bells;
        this.clock = clock;
        this.aggregates = fixed.isEmpty() ? disk.load().orElse(List.of()) : fixed;
    }

    List<Prefix> aggregates() {
        return aggregates;
    }

    boolean isCarried() {
        return !aggregates.isEmpty();
    }

    /// The host's newest configuration says whether its sessions carry IPv4, and which.
    void granted(NodeConfig config) {
        var now = config.ipv4Aggregates().orElse(List.of());
        if (fixed.isEmpty() && !now.equals(aggregates)) {
            LOG.infof("event=ipv4-carried aggregates=\"%s\"", now);
            aggregates = now;
            disk.save(now);
            bells.ring(new Bell("ipv4", clock.instant()));
        }
    }
}
