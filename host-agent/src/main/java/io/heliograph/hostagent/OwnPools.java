package io.heliograph.hostagent;

import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.hostagent.disk.KeptJson;
import io.heliograph.hostagent.linux.PoolTable;
import io.heliograph.hostagent.report.Bell;
import io.heliograph.hostagent.report.EngineView;
import io.heliograph.hostagent.subnets.PoolSelection;
import io.heliograph.node.subnets.SubnetSelection;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/// Announces subnets of the host's own pools at once, before anybody else has heard of them: BIRD learns them from a
/// table of the kernel, and the reflectors accept them already. Nothing here needs the bus.
final class OwnPools {
    private static final Logger LOG = Logger.getLogger(OwnPools.class);

    private final KeptJson<List<DelegatedPool>> disk;
    private final PoolTable table = new PoolTable();
    private final Bells bells;
    private final InstantSource clock;
    private volatile List<DelegatedPool> pools;

    OwnPools(KeptJson<List<DelegatedPool>> disk, Bells bells, InstantSource clock) {
        this.disk = disk;
        this.bells = bells;
        this.clock = clock;
        this.pools = disk.load().orElse(List.of());
    }

    List<DelegatedPool> pools() {
        return pools;
    }

    /// The host's newest configuration says what it owns.
    void granted(NodeConfig config) {
        var granted = config.pools().orElse(List.of());
        if (!granted.equals(pools)) {
            LOG.infof("event=pools-granted pools=\"%s\"", granted);
            pools = granted;
            disk.save(granted);
            bells.ring(new Bell("pools", clock.instant()));
        }
    }

    /// Announces what a look at the engine has found, and gives the look. On the loop's thread. An engine that does not
    /// answer changes nothing; a host that never had a pool runs no tool.
    EngineView followed(EngineView engine) {
        if (engine instanceof EngineView.Seen seen) {
            var now = pools;
            if (!now.isEmpty() || table.isInUse()) {
                var announced = SubnetSelection.select(seen.networks()).announced();
                table.hold(new TreeSet<>(PoolSelection.select(announced, now).inside()));
            }
        }
        return engine;
    }
}
