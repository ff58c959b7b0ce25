package io.heliograph.simulation;

import io.heliograph.birdcontrol.apply.ModelBird;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whatever is lost, late, damaged or dead takes nothing away: what a reflector loses, its host has lost before, or a
/// person or the host itself has asked for it, or the host's lease is over.
final class FailStatic {
    /// Longer than it takes for anything to reach a reflector in the worst of times.
    private static final Duration SLOW = Duration.ofMinutes(6);

    private final Invariants invariants;
    private final Map<NodeId, Map<Prefix, String>> last = new HashMap<>();
    private final Map<HostId, Instant> asked = new HashMap<>();
    private final Map<HostId, Instant> excused = new HashMap<>();
    private final Set<HostId> out = new HashSet<>();
    private final Map<Prefix, Instant> contested = new HashMap<>();

    FailStatic(Invariants invariants) {
        this.invariants = invariants;
    }

    void askedToGo(SimulatedHost host) {
        asked.put(host.host, invariants.now());
    }

    void wrote(HostEntry entry) {
        boolean gone = entry.lifecycle() == Lifecycle.REMOVED || entry.drain().isPresent();
        boolean leaseOver = isLeaseOver(entry);
        invariants.require(
                !gone || asked.containsKey(entry.host()),
                "nobody goes unasked",
                () -> entry.host() + " is " + entry.lifecycle() + " " + entry.drain());
        if (gone || leaseOver) {
            out.add(entry.host());
        } else if (entry.standing() == HostEntry.Standing.ADMITTED) {
            out.remove(entry.host());
        }
        excused.put(entry.host(), out.contains(entry.host()) ? invariants.now() : excusedSince(entry.host()));
    }

    private Instant excusedSince(HostId host) {
        return excused.getOrDefault(host, Instant.MIN);
    }

    static boolean isLeaseOver(HostEntry entry) {
        return entry.reason()
                .filter(why -> why.code() == ReasonCode.HOST_LEASE_EXPIRED)
                .isPresent();
    }

    void confirmed(SimulatedNode node, NodeConfig config) {
        if (node.node.kind() != NodeId.Kind.REFLECTOR) {
            return;
        }
        var now = ModelBird.prefixes(invariants.texts.of(config.revision(), config.text()));
        var before = last.put(node.node, now);
        if (before == null || invariants.isReleased(config)) {
            return;
        }
        before.forEach((prefix, block) -> {
            if (!block.equals(now.get(prefix))) {
                var host = invariants.world().hosts().stream()
                        .filter(it -> ProtocolName.of(it.host).value().equals(block))
                        .findFirst();
                host.ifPresent(it -> invariants.require(
                        mayGo(it, prefix),
                        "nothing lost, late or damaged withdraws",
                        () -> prefix + " of " + it.host + " is lost on " + node.node));
            }
        });
    }

    private boolean mayGo(SimulatedHost host, Prefix prefix) {
        var recently = invariants.now().minus(SLOW);
        if (out.contains(host.host) || excusedSince(host.host).isAfter(recently)) {
            return true;
        }
        var since = Optional.ofNullable(host.since.get(prefix));
        boolean wanted = since.filter(at -> at.isBefore(recently)).isPresent();
        boolean alone = invariants.world().hosts().stream()
                .allMatch(other -> other == host || !other.since.containsKey(prefix));
        boolean pool = host.pools.stream().anyMatch(it -> it.prefix().equals(prefix));
        if (!alone) {
            contested.put(prefix, invariants.now());
        }
        return !(pool || (wanted && alone && !contested.containsKey(prefix)));
    }

    /// A subnet in a host's own pool is announced without anybody's word.
    void pools(SimulatedHost host) {
        if (host.agentAlive && host.engineUp && host.lookedAfterChange) {
            host.subnets().stream()
                    .filter(subnet -> host.pools.stream().anyMatch(pool -> pool.admits(subnet)))
                    .forEach(subnet -> invariants.require(
                            host.table.contains(subnet),
                            "a subnet of a pool needs no bus",
                            () -> subnet + " is not announced on " + host.host));
        }
    }
}
