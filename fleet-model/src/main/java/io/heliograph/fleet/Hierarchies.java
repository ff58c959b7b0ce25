package io.heliograph.fleet;

import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Hierarchy;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.PrefixRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the clusters of a fleet are to each other: who is above, who is below, and what passes between them.
///
/// Upwards pass the subnets of a cluster and of all below it; downwards nothing but a default route, unless the child
/// asks for its parent's routes. A prefix is known by its cluster's aggregates here and not one by one: the reflectors
/// of a child hold each host to exactly its own, and those of the parent need not change with every container network
/// of the child.
public final class Hierarchies {
    /// Clusters above each other, the lowest and the highest included.
    public static final int MAX_LEVELS = 8;

    private final Fleet fleet;

    private Hierarchies(Fleet fleet) {
        this.fleet = fleet;
    }

    /// The active clusters that have others above or below than their entries say, as they are to be.
    public static List<ClusterEntry> changed(Fleet fleet, Change because) {
        var hierarchies = new Hierarchies(fleet);
        return fleet.clusters().values().stream()
                .filter(cluster -> cluster.lifecycle() == Lifecycle.ACTIVE)
                .map(cluster -> cluster.among(Optional.of(hierarchies.of(cluster)), because))
                .filter(cluster -> !fleet.cluster(cluster.cluster())
                        .map(ClusterEntry::hierarchy)
                        .equals(Optional.of(cluster.hierarchy())))
                .toList();
    }

    private Hierarchy of(ClusterEntry cluster) {
        var above = parent(cluster)
                .flatMap(parent -> link(cluster)
                        .map(link -> adjacent(
                                parent,
                                link,
                                cluster,
                                beyond(cluster, MAX_LEVELS),
                                below(cluster, MAX_LEVELS),
                                parent.carriesIpv4() && cluster.carriesIpv4())));
        var below = children(cluster).stream()
                .flatMap(child -> link(child).stream()
                        .map(link -> adjacent(
                                child,
                                link,
                                child,
                                below(child, MAX_LEVELS),
                                beyond(child, MAX_LEVELS),
                                child.carriesIpv4() && cluster.carriesIpv4())))
                .toList();
        return new Hierarchy(above, below);
    }

    private AdjacentCluster adjacent(
            ClusterEntry other,
            ParentLink link,
            ClusterEntry child,
            List<PrefixRange> accepted,
            List<PrefixRange> offered,
            boolean ipv4) {
        var reach = link.reachIn(child.bgp());
        return new AdjacentCluster(
                other.cluster(),
                link,
                reach,
                child.bgp().holdTime(),
                // A default route from afar resolves no next hop.
                child.bgp().defaultRoute().isPresent() && reach == Reach.DIRECT,
                fleet.reflectors().values().stream()
                        .filter(reflector -> reflector.lifecycle() == Lifecycle.ACTIVE
                                && reflector.cluster().equals(other.cluster()))
                        .map(reflector -> new AdjacentCluster.Peer(reflector.reflector(), reflector.address()))
                        .toList(),
                accepted,
                offered,
                Optional.of(ipv4));
    }

    private static Optional<ParentLink> link(ClusterEntry cluster) {
        return cluster.bgp().parent();
    }

    private Optional<ClusterEntry> parent(ClusterEntry cluster) {
        return link(cluster).flatMap(link -> fleet.cluster(link.cluster())).filter(parent -> isAbove(parent, cluster));
    }

    private List<ClusterEntry> children(ClusterEntry cluster) {
        return fleet.clusters().values().stream()
                .filter(child -> child.lifecycle() == Lifecycle.ACTIVE && isAbove(cluster, child))
                .toList();
    }

    /// Declarations are refused that say otherwise; nothing is made of one that slipped through.
    private static boolean isAbove(ClusterEntry parent, ClusterEntry child) {
        return link(child)
                        .filter(link -> link.cluster().equals(parent.cluster()))
                        .isPresent()
                && !parent.cluster().equals(child.cluster())
                && parent.asn().equals(child.asn());
    }

    private static List<PrefixRange> own(ClusterEntry cluster) {
        return cluster.aggregates().stream()
                .filter(aggregate -> !aggregate.isDefault())
                .map(aggregate -> PrefixRange.of(aggregate, cluster.bounds(aggregate.family())))
                .toList();
    }

    /// What a cluster and all below it may announce.
    private List<PrefixRange> below(ClusterEntry cluster, int levels) {
        var ranges = new ArrayList<>(own(cluster));
        if (levels > 1) {
            children(cluster).forEach(child -> ranges.addAll(below(child, levels - 1)));
        }
        return ranges;
    }

    /// What reaches a cluster from its parent.
    private List<PrefixRange> beyond(ClusterEntry cluster, int levels) {
        var parent = parent(cluster)
                .filter(_ ->
                        levels > 1 && link(cluster).flatMap(ParentLink::routes).isPresent());
        if (parent.isEmpty()) {
            return List.of();
        }
        var ranges = new ArrayList<>(own(parent.get()));
        children(parent.get()).stream()
                .filter(sibling -> !sibling.cluster().equals(cluster.cluster()))
                .forEach(sibling -> ranges.addAll(below(sibling, MAX_LEVELS)));
        ranges.addAll(beyond(parent.get(), levels - 1));
        return ranges;
    }
}
