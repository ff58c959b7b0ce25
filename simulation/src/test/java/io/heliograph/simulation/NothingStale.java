package io.heliograph.simulation;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// No stale epoch wins over a newer one, and no node goes back to an older revision than the one it runs.
final class NothingStale {
    private final Invariants invariants;
    private final Map<HostId, ReportVersion> versions = new HashMap<>();
    private final Map<HostId, Instant> anyoneUntil = new HashMap<>();
    private final Set<ReportVersion> zombies = new HashSet<>();
    private final Map<NodeId, Map<Revision, Integer>> sent = new HashMap<>();
    private int sends;

    NothingStale(Invariants invariants) {
        this.invariants = invariants;
    }

    void zombie(HostReport report) {
        zombies.add(report.version());
    }

    void wrote(HostEntry entry) {
        boolean anyoneNext = entry.lifecycle() == Lifecycle.REMOVED
                || entry.standing() == HostEntry.Standing.EXPECTED
                || entry.reason()
                        .filter(why -> why.code() == ReasonCode.HOST_LEASE_EXPIRED)
                        .isPresent()
                || entry.drain().isPresent();
        if (anyoneNext) {
            // The next report counts whoever sends it: its disk may have been wiped.
            anyoneUntil.put(entry.host(), invariants.now().plusSeconds(60));
        }
        if (invariants.now().isBefore(anyoneUntil.getOrDefault(entry.host(), Instant.MIN))) {
            versions.remove(entry.host());
            return;
        }
        entry.report().ifPresent(version -> {
            var before = versions.get(entry.host());
            invariants.require(
                    before == null || !before.isAfter(version),
                    "no stale report wins",
                    () -> entry.host() + " has " + version + " after " + before);
            invariants.require(
                    before == null || !zombies.contains(version),
                    "no stale report wins",
                    () -> entry.host() + " goes by a zombie's " + version);
            versions.put(entry.host(), version);
        });
    }

    void sent(NodeConfig config) {
        sent.computeIfAbsent(config.node(), _ -> new HashMap<>()).put(config.revision(), ++sends);
    }

    void configuring(SimulatedNode node, NodeConfig config) {
        node.current.ifPresent(current -> {
            var places = sent.getOrDefault(node.node, Map.of());
            invariants.require(
                    places.getOrDefault(config.revision(), 0) >= places.getOrDefault(current.revision(), 0),
                    "no older revision wins",
                    () -> node.node + " goes from "
                            + current.revision().abbreviated() + " back to "
                            + config.revision().abbreviated());
        });
    }
}
