package io.heliograph.simulation;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
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
import java.util.Objects;
import java.util.Set;

/// No stale epoch wins over a newer one, and no node goes back to an older revision than the one it runs.
final class NothingStale {
    private final Invariants invariants;
    private final Map<HostId, ReportVersion> versions = new HashMap<>();
    private final Map<HostId, Instant> anyoneUntil = new HashMap<>();
    private final Set<ReportVersion> zombies = new HashSet<>();
    /// Where each revision was sent last.
    private final Map<NodeId, Map<Revision, Integer>> sent = new HashMap<>();
    /// Where each configuration was sent first: the same revision may come again, and be another one's successor.
    private final Map<NodeConfig, Integer> places = new HashMap<>();
    private final Map<NodeId, Map<Revision, Integer>> offered = new HashMap<>();
    /// How far along what was sent a node has said that it runs.
    private final Map<NodeId, Integer> runs = new HashMap<>();
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
        places.putIfAbsent(config, sends);
    }

    /// The bus brings a configuration to its node, perhaps not for the first time.
    void offered(SimulatedNode node, NodeConfig config) {
        int place = Objects.requireNonNull(places.get(config), () -> "nobody sent " + config.revision());
        offered.computeIfAbsent(node.node, _ -> new HashMap<>()).merge(config.revision(), place, Math::max);
    }

    void said(SimulatedNode node, ApplyResult result) {
        if (result.outcome() == ApplyResult.Outcome.CONFIRMED) {
            int place = offered.getOrDefault(node.node, Map.of()).getOrDefault(result.revision(), 0);
            runs.merge(node.node, place, Math::max);
        }
    }

    void configuring(SimulatedNode node, NodeConfig config) {
        boolean again = node.current
                .filter(current -> current.revision().equals(config.revision()))
                .isPresent();
        int place = sent.getOrDefault(node.node, Map.of()).getOrDefault(config.revision(), 0);
        invariants.require(
                again || place >= runs.getOrDefault(node.node, 0),
                "no older revision wins",
                () -> node.node + " goes back to " + config.revision().abbreviated());
    }
}
