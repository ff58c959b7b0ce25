package io.heliograph.renderer.view;

import io.heliograph.fleet.Community;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A served host as BGP sees it: what of its entry reaches a configuration. A report that changes nothing here
/// changes no configuration.
///
/// @param prefixes what it announces, sorted; all of the family of its address; none once it is drained
/// @param ipv4 what it announces beside them where its cluster carries IPv4 between IPv6 addresses, sorted; none for a
///     host whose own address is IPv4
/// @param communities what it announces them with, where that is anything; reflectors let it through
/// @param pools blocks of which it announces subnets as it likes, sorted; all of the family of its address; none
///     while it is being drained
/// @param attachment how they come to the reflectors
/// @param drain how far it is taken out of service; absent: it serves
public record HostPeer(
        HostId host,
        ProtocolName protocol,
        IpAddress address,
        RouterId routerId,
        List<Prefix> prefixes,
        List<Prefix> ipv4,
        SortedMap<Prefix, List<Community>> communities,
        Attachment attachment,
        List<Prefix> pools,
        Optional<Drain.Phase> drain) {
    public HostPeer {
        prefixes = prefixes.stream().sorted().distinct().toList();
        ipv4 = ipv4.stream().sorted().distinct().toList();
        communities = Collections.unmodifiableSortedMap(new TreeMap<>(communities));
        pools = pools.stream().sorted().distinct().toList();
    }

    /// The peer that an entry makes; empty for a host that is not served.
    static Optional<HostPeer> of(HostEntry entry) {
        if (!entry.isServed()) {
            return Optional.empty();
        }
        var address = entry.address().orElseThrow();
        var routerId = entry.routerId().orElseGet(() -> RouterId.derivedFrom(NodeId.of(entry.host())));
        var announced = entry.admitted().stream()
                .map(AdmittedSubnet::prefix)
                // No session carries a default route of a host.
                .filter(prefix -> !entry.isDrained() && !prefix.isDefault())
                .collect(Collectors.groupingBy(Prefix::family));
        var ipv4 = address.family() == Family.IPV4 ? List.<Prefix>of() : announced.getOrDefault(Family.IPV4, List.of());
        var communities = new TreeMap<Prefix, List<Community>>();
        entry.admitted()
                .forEach(subnet -> subnet.communities().ifPresent(list -> communities.put(subnet.prefix(), list)));
        return Optional.of(new HostPeer(
                entry.host(),
                ProtocolName.of(entry.host()),
                address,
                routerId,
                announced.getOrDefault(address.family(), List.of()),
                ipv4,
                communities,
                entry.attachment().orElse(Attachment.BGP),
                // What is announced from the kernel's table carries no mark: a host that leaves announces what is
                // admitted, and nothing new.
                entry.pools().filter(_ -> entry.drain().isEmpty()).orElse(List.of()).stream()
                        .filter(pool -> pool.family() == address.family() && !pool.isDefault())
                        .toList(),
                entry.drain().map(Drain::phase)));
    }

    /// All that its cluster's sessions carry of it.
    public List<Prefix> carried(ClusterEntry cluster) {
        return cluster.carriesIpv4()
                ? Stream.concat(ipv4.stream(), prefixes.stream()).toList()
                : prefixes;
    }

    /// Whether its routes are to warn of their end.
    public boolean isDraining() {
        return drain.filter(phase -> phase == Drain.Phase.DRAINING).isPresent();
    }

    /// Whether it has a BIRD, and so a configuration of its own and sessions.
    public boolean hasBird() {
        return attachment == Attachment.BGP;
    }

    NodeId node() {
        return NodeId.of(host);
    }
}
