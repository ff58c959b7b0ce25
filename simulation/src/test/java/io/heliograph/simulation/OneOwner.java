package io.heliograph.simulation;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.NodeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A prefix has one owner: in what the inventory decides, and on each reflector.
final class OneOwner {
    private final Invariants invariants;
    private final Map<HostId, List<Prefix>> holdings = new HashMap<>();

    private boolean lost;

    OneOwner(Invariants invariants) {
        this.invariants = invariants;
    }

    /// Who begins anew gives what two hosts have to another of them, perhaps, and reflectors hear of it bit by bit.
    void fleetLost() {
        lost = true;
    }

    void wrote(HostEntry entry) {
        holdings.put(entry.host(), entry.isServed() ? entry.holdings() : List.of());
    }

    /// A decision may be several entries: they are looked at when all of them are written.
    void look() {
        var owners = new TreeMap<Prefix, HostId>();
        holdings.forEach((host, prefixes) -> prefixes.forEach(prefix -> {
            var other = owners.put(prefix, host);
            invariants.require(
                    other == null || other.equals(host),
                    "an admitted prefix has one owner",
                    () -> prefix + " is of " + other + " and " + host);
        }));
        Prefix last = null;
        for (var prefix : owners.keySet()) {
            invariants.require(
                    last == null || !last.covers(prefix),
                    "an admitted prefix has one owner",
                    () -> prefix + " lies in another's");
            last = prefix;
        }
    }

    void configuring(SimulatedNode node, NodeConfig config) {
        if (node.node.kind() == NodeId.Kind.REFLECTOR) {
            var shared = Texts.shared(invariants.texts.of(config.revision(), config.text()));
            invariants.require(
                    shared.isEmpty() || lost,
                    "a route has one owner on each reflector",
                    () -> node.node + " has " + shared);
        }
    }
}
