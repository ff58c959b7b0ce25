package io.heliograph.inventory.admission;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.Hierarchies;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What must not be declared of clusters above each other, judged by the fleet as it would be afterwards: whoever
/// declares a parent anew may have children that say nothing this time.
final class HierarchyRules {
    /// A cluster as far as it matters to those above and below.
    private record Member(ClusterId cluster, Asn asn, List<Prefix> aggregates, BgpOptions bgp) {
        Optional<ParentLink> link() {
            return bgp.parent();
        }
    }

    private final SortedMap<ClusterId, Member> members = new TreeMap<>();
    private final List<Reason> found = new ArrayList<>();

    private HierarchyRules(FleetDeclaration declaration, Fleet fleet) {
        fleet.clusters().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .forEach(entry -> members.put(
                        entry.cluster(), new Member(entry.cluster(), entry.asn(), entry.aggregates(), entry.bgp())));
        declaration
                .clusters()
                .forEach(entry -> members.put(
                        entry.cluster(),
                        new Member(
                                entry.cluster(),
                                entry.asn(),
                                entry.aggregates(),
                                entry.bgp().orElse(BgpOptions.DEFAULT))));
    }

    static List<Reason> refusals(FleetDeclaration declaration, Fleet fleet) {
        var rules = new HierarchyRules(declaration, fleet);
        if (rules.members.values().stream().anyMatch(member -> member.link().isPresent())) {
            rules.members.values().forEach(rules::check);
            rules.aggregatesAreApart();
            rules.clusterIdsAreApart(clusterIds(declaration, fleet));
        }
        return rules.found;
    }

    /// The active clusters that name this one as their parent, in words; empty when there is none.
    static String children(ClusterId cluster, Fleet fleet) {
        return fleet.clusters().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE
                        && entry.bgp()
                                .parent()
                                .filter(link -> link.cluster().equals(cluster))
                                .isPresent())
                .map(entry -> entry.cluster().value())
                .collect(Collectors.joining(", "));
    }

    private void check(Member child) {
        child.link().ifPresent(link -> {
            var parent = members.get(link.cluster());
            if (parent == null) {
                found.add(Reason.of(ReasonCode.PARENT_UNKNOWN, child.cluster(), link.cluster()));
                return;
            }
            if (!parent.asn().equals(child.asn())) {
                found.add(Reason.of(
                        ReasonCode.PARENT_OTHER_AS, child.cluster(), child.asn(), parent.cluster(), parent.asn()));
            }
            var path = path(child);
            if (path.size() > 1 && path.getFirst().equals(path.getLast())) {
                found.add(Reason.of(ReasonCode.PARENT_CYCLE, child.cluster(), words(path)));
            } else if (path.size() > Hierarchies.MAX_LEVELS) {
                found.add(Reason.ofField(
                        field(child), words(path), Hierarchies.MAX_LEVELS + " clusters above each other at most"));
            }
            checkReach(child, link, parent);
        });
    }

    private static String words(List<ClusterId> path) {
        return path.stream().map(ClusterId::value).collect(Collectors.joining(" → "));
    }

    private static String field(Member child) {
        return "cluster " + child.cluster() + ".bgp.parent";
    }

    /// From a cluster upwards; ends where it meets a cluster again.
    private List<ClusterId> path(Member from) {
        var path = new LinkedHashSet<ClusterId>();
        var next = Optional.of(from);
        while (next.isPresent() && path.add(next.get().cluster())) {
            next = next.get().link().map(link -> members.get(link.cluster()));
        }
        var list = new ArrayList<>(path);
        next.ifPresent(met -> list.add(met.cluster()));
        return list;
    }

    /// Whoever takes a route from afar has to look its next hop up.
    private void checkReach(Member child, ParentLink link, Member parent) {
        if (link.reachIn(child.bgp()) != Reach.MULTIHOP) {
            return;
        }
        if (parent.bgp().reach() != Reach.MULTIHOP) {
            found.add(Reason.ofField(
                    field(child) + ".reach",
                    Reach.MULTIHOP,
                    "reach MULTIHOP of the parent " + parent.cluster()
                            + ", whose routers look up no next hop now; or DIRECT, for reflectors on one link"));
        }
        if (link.routes().isPresent() && child.bgp().reach() != Reach.MULTIHOP) {
            found.add(Reason.ofField(
                    field(child) + ".routes", true, "bgp.reach MULTIHOP; the hosts look up no next hop now"));
        }
    }

    /// A cluster's reflectors are believed what they say of its aggregates, and nothing else.
    private void aggregatesAreApart() {
        var all = List.copyOf(members.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                var one = all.get(i);
                var other = all.get(j);
                if (root(one).equals(root(other))) {
                    one.aggregates()
                            .forEach(mine -> other.aggregates().stream()
                                    .filter(mine::overlaps)
                                    .forEach(theirs -> found.add(Reason.of(
                                            ReasonCode.AGGREGATES_OVERLAP,
                                            mine,
                                            one.cluster(),
                                            theirs,
                                            other.cluster()))));
                }
            }
        }
    }

    private ClusterId root(Member member) {
        return path(member).getLast();
    }

    private static Map<ReflectorId, Map.Entry<ClusterId, RouterId>> clusterIds(
            FleetDeclaration declaration, Fleet fleet) {
        var ids = new TreeMap<ReflectorId, Map.Entry<ClusterId, RouterId>>();
        fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .forEach(entry -> ids.put(
                        entry.reflector(),
                        Map.entry(
                                entry.cluster(),
                                id(entry.reflector(), entry.routerId(), Optional.of(entry.options())))));
        declaration
                .reflectors()
                .forEach(entry -> ids.put(
                        entry.reflector(),
                        Map.entry(entry.cluster(), id(entry.reflector(), entry.routerId(), entry.bgp()))));
        return ids;
    }

    private static RouterId id(ReflectorId name, Optional<RouterId> routerId, Optional<ReflectorOptions> options) {
        return options.flatMap(ReflectorOptions::clusterId)
                .or(() -> routerId)
                .orElseGet(() -> RouterId.derivedFrom(NodeId.of(name)));
    }

    /// A reflector drops what has been through its own cluster id (RFC 4456, 8).
    private void clusterIdsAreApart(Map<ReflectorId, Map.Entry<ClusterId, RouterId>> ids) {
        var holders = new HashMap<RouterId, ReflectorId>();
        ids.forEach((reflector, place) -> {
            var other = holders.putIfAbsent(place.getValue(), reflector);
            var cluster = members.get(place.getKey());
            if (other == null || cluster == null) {
                return;
            }
            var others = ids.get(other);
            var holder = others == null ? null : members.get(others.getKey());
            if (holder != null
                    && !holder.cluster().equals(cluster.cluster())
                    && root(holder).equals(root(cluster))) {
                found.add(Reason.ofField(
                        "reflector " + reflector + ".bgp.clusterId",
                        place.getValue(),
                        "another than that of reflector " + other + " of cluster " + holder.cluster()
                                + "; each would drop what has been through the other"));
            }
        });
    }
}
