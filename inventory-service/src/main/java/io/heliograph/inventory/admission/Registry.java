package io.heliograph.inventory.admission;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.PrefixOwners;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fleet, with an index over what two members must not share: addresses, protocol names, router ids.
///
/// Admission asks for each report, in a fleet of 10,000 hosts too; a scan would cost milliseconds. Not safe for more
/// than one thread; state changes in [#apply] and nowhere else.
public final class Registry {
    private final Fleet fleet = new Fleet();
    private final TreeMap<Prefix, SortedSet<HostId>> holders = new TreeMap<>();
    private final Claims<IpAddress> addresses = new Claims<>();
    private final Claims<ProtocolName> protocols = new Claims<>();
    private final Claims<RouterId> routerIds = new Claims<>();

    /// Takes the new state of one entry.
    public void apply(FleetEntry entry) {
        inForce(entry).ifPresent(before -> index(before, false));
        fleet.apply(entry);
        inForce(entry).ifPresent(after -> index(after, true));
    }

    public Fleet fleet() {
        return fleet;
    }

    /// What the fleet goes by: a host or reflector has one entry in force, whatever clusters it has entries in.
    private Optional<FleetEntry> inForce(FleetEntry entry) {
        return switch (entry) {
            case ClusterEntry cluster -> Optional.ofNullable(fleet.clusters().get(cluster.cluster()));
            case ReflectorEntry reflector ->
                Optional.ofNullable(fleet.reflectors().get(reflector.reflector()));
            case HostEntry host -> fleet.host(host.host()).map(FleetEntry.class::cast);
        };
    }

    private void index(FleetEntry entry, boolean used) {
        if (entry.lifecycle() != Lifecycle.ACTIVE) {
            return;
        }
        switch (entry) {
            case ClusterEntry cluster ->
                cluster.upstreams()
                        .forEach(upstream -> mark(
                                addresses,
                                upstream.address(),
                                "upstream " + upstream.upstream() + " of cluster " + cluster.cluster(),
                                used));
            case ReflectorEntry reflector -> {
                var user = "reflector " + reflector.reflector();
                mark(addresses, reflector.address(), user, used);
                mark(routerIds, routerId(reflector), user, used);
            }
            case HostEntry host -> index(host, used);
        }
    }

    private void index(HostEntry host, boolean used) {
        host.holdings().forEach(prefix -> hold(prefix, host.host(), used));
        if (host.standing() == Standing.QUARANTINED) {
            return;
        }
        var user = user(host.host());
        host.address().ifPresent(address -> mark(addresses, address, user, used));
        mark(protocols, ProtocolName.of(host.host()), user, used);
        mark(routerIds, host.routerId().orElse(RouterId.derivedFrom(NodeId.of(host.host()))), user, used);
    }

    private static <K> void mark(Claims<K> claims, K value, String user, boolean used) {
        if (used) {
            claims.add(value, user);
        } else {
            claims.remove(value, user);
        }
    }

    private static RouterId routerId(ReflectorEntry reflector) {
        return reflector.routerId().orElse(RouterId.derivedFrom(NodeId.of(reflector.reflector())));
    }

    private void hold(Prefix prefix, HostId host, boolean used) {
        if (used) {
            holders.computeIfAbsent(prefix, _ -> new TreeSet<>()).add(host);
        } else {
            holders.computeIfPresent(prefix, (_, hosts) -> {
                hosts.remove(host);
                return hosts.isEmpty() ? null : hosts;
            });
        }
    }

    /// Another host that holds a prefix which overlaps `candidate`. Held prefixes are disjoint, so one that covers
    /// the candidate stands right before it, and those that it covers stand right behind it.
    Optional<PrefixOwners.Holding> holderOtherThan(HostId self, Prefix candidate) {
        var before = Optional.ofNullable(holders.lowerEntry(candidate))
                .filter(entry -> entry.getKey().covers(candidate))
                .flatMap(entry -> other(self, entry));
        if (before.isPresent()) {
            return before;
        }
        for (var entry : holders.tailMap(candidate, true).entrySet()) {
            if (!candidate.covers(entry.getKey())) {
                break;
            }
            var found = other(self, entry);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<PrefixOwners.Holding> other(HostId self, Map.Entry<Prefix, SortedSet<HostId>> entry) {
        return entry.getValue().stream()
                .filter(host -> !host.equals(self))
                .findFirst()
                .map(host -> new PrefixOwners.Holding(entry.getKey(), host));
    }

    static String user(HostId host) {
        return "host " + host;
    }

    Optional<String> userOf(IpAddress address, String otherThan) {
        return addresses.otherThan(otherThan, address);
    }

    Optional<String> userOf(ProtocolName name, String otherThan) {
        return protocols.otherThan(otherThan, name);
    }

    Optional<String> userOf(RouterId id, String otherThan) {
        return routerIds.otherThan(otherThan, id);
    }
}
