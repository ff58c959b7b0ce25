package io.heliograph.simulation;

import io.heliograph.birdcontrol.apply.ModelBird;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.inventory.query.NodeQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A host is told that it may stop only after its routes are gone from every reflector, and the end of a lease takes
/// nobody away who has a session.
final class HostsGoInPeace {
    /// A reflector's word holds for 90 s, and takes a while.
    private static final Duration UP_FOR_SURE = Duration.ofSeconds(100);

    private static final Duration LATE = Duration.ofSeconds(5);

    private final Invariants invariants;
    private final Map<String, Instant> upSince = new HashMap<>();
    private final Set<HostId> gone = new HashSet<>();
    private final Set<HostId> draining = new HashSet<>();

    HostsGoInPeace(Invariants invariants) {
        this.invariants = invariants;
    }

    void look() {
        for (var reflector : invariants.world().reflectors()) {
            var up = reflector.bird.up(invariants.now());
            for (var host : invariants.world().hosts()) {
                var key = reflector.node + " " + host.host;
                if (up.contains(ProtocolName.of(host.host).value())) {
                    upSince.putIfAbsent(key, invariants.now());
                } else {
                    upSince.remove(key);
                }
            }
        }
        if (!draining.isEmpty()) {
            invariants
                    .world()
                    .inventory
                    .snapshot()
                    .ifPresent(fleet -> NodeQueries.hosts(fleet).stream()
                            .filter(view -> view.safeToStop())
                            .forEach(view -> isOut(view.host())));
        }
    }

    private void isOut(HostId host) {
        for (var reflector : invariants.world().reflectors()) {
            // A pool in which the host has no subnet is no route.
            boolean out = !reflector.bird.alive
                    || reflector.bird.prefixes().entrySet().stream()
                            .noneMatch(it ->
                                    it.getValue().equals(ProtocolName.of(host).value())
                                            && it.getKey().length() > World.POOL_LENGTH);
            invariants.require(
                    out, "safe to stop is said of a host without routes only", () -> host + " on " + reflector.node);
        }
    }

    /// The host's own agent ends because its host is drained.
    void saidGoodBye(SimulatedNode node) {
        var announced = ModelBird.prefixes(node.bird.read());
        invariants.require(
                !node.bird.alive || announced.isEmpty(),
                "an agent stops after its host's routes",
                () -> node.node + " still announces " + announced.keySet());
    }

    void wrote(HostEntry entry) {
        if (entry.drain().isPresent()) {
            draining.add(entry.host());
        } else {
            draining.remove(entry.host());
        }
        if (!FailStatic.isLeaseOver(entry)) {
            gone.remove(entry.host());
        } else if (gone.add(entry.host())) {
            for (var reflector : invariants.world().reflectors()) {
                var since = upSince.get(reflector.node + " " + entry.host());
                // What was seen at the last look may be over: a reflector's BIRD dies between two of them.
                boolean up = since != null
                        && since.plus(UP_FOR_SURE).plus(LATE).isBefore(invariants.now())
                        && reflector
                                .bird
                                .up(invariants.now())
                                .contains(ProtocolName.of(entry.host()).value());
                invariants.require(
                        !up,
                        "the end of a lease alone withdraws nothing",
                        () -> entry.host() + " has a session with " + reflector.node + " since " + since);
            }
        }
    }
}
