package io.heliograph.renderer.view;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One cluster, folded from its entries: the same view whatever the order of the keys and however often a record
/// came. Not safe for more than one thread; state changes in [#apply] and nowhere else.
public final class ClusterView {
    private @Nullable ClusterEntry cluster;
    private final SortedMap<ReflectorId, ReflectorPeer> reflectors = new TreeMap<>();
    private final SortedMap<HostId, HostPeer> hosts = new TreeMap<>();
    private final Claims claims = new Claims();
    private final SortedSet<HostId> asides = new TreeSet<>();

    /// Takes the new state of one entry; gives the nodes whose configuration may differ from now on, none for a
    /// record that repeats what is known.
    public SortedSet<NodeId> apply(FleetEntry entry) {
        return switch (entry) {
            case ClusterEntry c -> applyCluster(c);
            case ReflectorEntry r -> applyReflector(r);
            case HostEntry h -> applyHost(h);
        };
    }

    private SortedSet<NodeId> applyCluster(ClusterEntry entry) {
        var before = cluster;
        cluster = entry;
        return before != null && before.sameStateAs(entry) ? new TreeSet<>() : nodes();
    }

    private SortedSet<NodeId> applyReflector(ReflectorEntry entry) {
        var now = ReflectorPeer.of(entry);
        var before = Optional.ofNullable(
                now.isPresent() ? reflectors.put(entry.reflector(), now.get()) : reflectors.remove(entry.reflector()));
        if (before.equals(now)) {
            return new TreeSet<>();
        }
        var node = NodeId.of(entry.reflector());
        claims.replace(
                node,
                now.map(peer -> claimsOf(peer.routerId(), peer.address(), peer.protocol()))
                        .orElse(Set.of()));
        var affected = nodes(); // every host has a session to it
        affected.add(node);
        return affected;
    }

    private SortedSet<NodeId> applyHost(HostEntry entry) {
        var now = HostPeer.of(entry);
        var before =
                Optional.ofNullable(now.isPresent() ? hosts.put(entry.host(), now.get()) : hosts.remove(entry.host()));
        var affected = new TreeSet<NodeId>();
        if (before.equals(now)) {
            return affected;
        }
        asides.remove(entry.host());
        var node = NodeId.of(entry.host());
        affected.addAll(claims.replace(
                node,
                now.map(peer -> claimsOf(peer.routerId(), peer.address(), peer.protocol()))
                        .orElse(Set.of())));
        affected.add(node);
        reflectors.values().forEach(reflector -> affected.add(reflector.node()));
        return affected;
    }

    /// Leaves a host out of the reflectors' configurations until its entry changes: BIRD does not read its part.
    /// Gives the reflectors; none if it was left out already or is not served.
    public SortedSet<NodeId> setAside(HostId host) {
        var affected = new TreeSet<NodeId>();
        if (hosts.containsKey(host) && asides.add(host)) {
            reflectors.values().forEach(reflector -> affected.add(reflector.node()));
        }
        return affected;
    }

    /// Whether the host is left out of the reflectors' configurations.
    public boolean isAside(HostId host) {
        return asides.contains(host);
    }

    /// The served host whose sessions have this name in BIRD.
    public Optional<HostId> hostOf(ProtocolName protocol) {
        return hosts.values().stream()
                .filter(host -> host.protocol().equals(protocol))
                .map(HostPeer::host)
                .findFirst();
    }

    private static Set<String> claimsOf(RouterId routerId, IpAddress address, ProtocolName protocol) {
        return Set.of("router id " + routerId, "address " + address, "protocol name " + protocol);
    }

    /// The cluster's policy; empty while it is unknown or removed: then nothing is rendered and everything stays.
    public Optional<ClusterEntry> cluster() {
        return Optional.ofNullable(cluster).filter(c -> c.lifecycle() == Lifecycle.ACTIVE);
    }

    /// Every node that has, or should have, a configuration.
    public SortedSet<NodeId> nodes() {
        var nodes = new TreeSet<NodeId>();
        hosts.values().stream().filter(HostPeer::hasBird).forEach(host -> nodes.add(host.node()));
        reflectors.values().forEach(reflector -> nodes.add(reflector.node()));
        return nodes;
    }

    /// Whether the node is to have a configuration: a host that is served and has a BIRD, or a reflector that was not
    /// removed.
    public boolean serves(NodeId node) {
        return switch (node.kind()) {
            case HOST -> host(new HostId(node.name())).filter(HostPeer::hasBird).isPresent();
            case REFLECTOR -> reflectors.containsKey(new ReflectorId(node.name()));
        };
    }

    /// Why a node that is served cannot be rendered: `NODE_NOT_RENDERED`, naming it and the node in its way.
    public Optional<Reason> objection(NodeId node) {
        return claims.objection(node)
                .or(() -> hostAt(node).flatMap(this::upstreamInTheWay))
                .or(() -> hostAt(node).flatMap(this::neighborInTheWay))
                .or(() -> hostAt(node).filter(this::isFarFromAll).map(_ -> "no reflector has an address of its family"))
                .map(why -> Reason.of(ReasonCode.NODE_NOT_RENDERED, node, why));
    }

    private Optional<HostPeer> hostAt(NodeId node) {
        return node.kind() == NodeId.Kind.HOST
                ? Optional.ofNullable(hosts.get(new HostId(node.name())))
                : Optional.empty();
    }

    private Optional<String> upstreamInTheWay(HostPeer host) {
        return cluster().stream()
                .flatMap(c -> c.upstreams().stream())
                .filter(upstream -> upstream.address().equals(host.address()))
                .findFirst()
                .map(upstream -> "its address " + host.address() + " is that of upstream " + upstream.upstream());
    }

    private Optional<String> neighborInTheWay(HostPeer host) {
        return cluster().stream()
                .flatMap(ClusterView::neighbors)
                .filter(peer -> peer.address().equals(host.address()))
                .findFirst()
                .map(peer -> "its address " + host.address() + " is that of reflector " + peer.reflector());
    }

    /// The reflectors of the clusters above and below.
    private static Stream<AdjacentCluster.Peer> neighbors(ClusterEntry cluster) {
        return Stream.concat(cluster.above().stream(), cluster.below().stream())
                .flatMap(other -> other.reflectors().stream());
    }

    private boolean isFarFromAll(HostPeer host) {
        return !reflectors.isEmpty()
                && reflectors.values().stream()
                        .noneMatch(reflector ->
                                reflector.address().family() == host.address().family());
    }

    Optional<HostPeer> host(HostId id) {
        return Optional.ofNullable(hosts.get(id));
    }

    Optional<ReflectorPeer> reflector(ReflectorId id) {
        return Optional.ofNullable(reflectors.get(id));
    }

    /// The reflectors that can be rendered, by name.
    List<ReflectorPeer> soundReflectors() {
        return reflectors.values().stream()
                .filter(reflector -> !claims.isContested(reflector.node()))
                .toList();
    }

    /// The hosts that can be rendered and that `reflector` can talk to, by name.
    List<HostPeer> soundHosts(ReflectorPeer reflector) {
        var taken = cluster().stream()
                .flatMap(c -> Stream.concat(
                        c.upstreams().stream().map(Upstream::address),
                        neighbors(c).map(AdjacentCluster.Peer::address)))
                .collect(Collectors.toSet());
        return hosts.values().stream()
                .filter(host -> host.address().family() == reflector.address().family()
                        && !taken.contains(host.address())
                        && !asides.contains(host.host())
                        && !claims.isContested(host.node()))
                .toList();
    }
}
