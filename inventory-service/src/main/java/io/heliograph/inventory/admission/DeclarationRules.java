package io.heliograph.inventory.admission;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ReflectorDeclaration;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a declaration must not say: all that is wrong with it is told at once. It is judged against the fleet as it
/// would be afterwards, so that two nodes may swap their addresses in one declaration.
final class DeclarationRules {
    static final int MAX_SUBNETS_PER_HOST = 4096;

    private final FleetDeclaration declaration;
    private final Fleet fleet;
    private final List<Reason> found = new ArrayList<>();
    private final Map<IpAddress, String> addresses = new HashMap<>();
    private final Map<RouterId, String> routerIds = new HashMap<>();

    private DeclarationRules(FleetDeclaration declaration, Fleet fleet) {
        this.declaration = declaration;
        this.fleet = fleet;
    }

    static List<Reason> refusals(FleetDeclaration declaration, Fleet fleet) {
        var rules = new DeclarationRules(declaration, fleet);
        rules.namedOnce();
        rules.takeWhatStays();
        declaration.clusters().forEach(rules::check);
        declaration.reflectors().forEach(rules::check);
        declaration.hosts().forEach(rules::check);
        rules.found.addAll(PoolRules.refusals(declaration, fleet));
        rules.found.addAll(HierarchyRules.refusals(declaration, fleet));
        return rules.found;
    }

    private void namedOnce() {
        var seen = new HashSet<String>();
        declaration.clusters().forEach(entry -> once(seen, "cluster " + entry.cluster()));
        declaration.reflectors().forEach(entry -> once(seen, "reflector " + entry.reflector()));
        declaration.hosts().forEach(entry -> once(seen, "host " + entry.host()));
    }

    private void once(Set<String> seen, String name) {
        if (!seen.add(name)) {
            found.add(Reason.of(ReasonCode.REQUEST_INVALID, name + " is declared twice"));
        }
    }

    /// Addresses and router ids of everything that the declaration does not name.
    private void takeWhatStays() {
        fleet.clusters().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .filter(entry -> declaration.clusters().stream()
                        .noneMatch(named -> named.cluster().equals(entry.cluster())))
                .forEach(entry -> entry.upstreams()
                        .forEach(upstream ->
                                addresses.put(upstream.address(), upstreamUser(entry.cluster(), upstream))));
        fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .filter(entry -> declaration.reflectors().stream()
                        .noneMatch(named -> named.reflector().equals(entry.reflector())))
                .forEach(entry -> {
                    var user = "reflector " + entry.reflector();
                    addresses.put(entry.address(), user);
                    entry.options().source().ifPresent(source -> addresses.put(source, user));
                    routerIds.put(entry.routerId().orElse(RouterId.derivedFrom(NodeId.of(entry.reflector()))), user);
                });
        var named = new HashSet<HostId>();
        declaration.hosts().forEach(host -> named.add(host.host()));
        fleet.hosts().values().stream()
                .filter(entry ->
                        entry.lifecycle() == Lifecycle.ACTIVE && entry.standing() != HostEntry.Standing.QUARANTINED)
                .filter(entry -> !named.contains(entry.host()))
                .forEach(entry -> {
                    var user = Registry.user(entry.host());
                    entry.address().ifPresent(address -> addresses.put(address, user));
                    routerIds.put(entry.routerId().orElse(RouterId.derivedFrom(NodeId.of(entry.host()))), user);
                });
    }

    private void check(ClusterDeclaration cluster) {
        var name = "cluster " + cluster.cluster();
        if (cluster.aggregates().isEmpty() || cluster.aggregates().stream().anyMatch(Prefix::isDefault)) {
            field(name + ".aggregates", cluster.aggregates());
        }
        cluster.subnetLength().ifPresent(bounds -> {
            if (bounds.shortest() < 1 || bounds.shortest() > bounds.longest() || bounds.longest() > 128) {
                field(name + ".subnetLength", bounds.shortest() + "–" + bounds.longest());
            }
        });
        cluster.ipv4SubnetLength().filter(bounds -> bounds.longest() > 32).ifPresent(bounds -> {
            field(name + ".ipv4SubnetLength", bounds.shortest() + "–" + bounds.longest());
        });
        cluster.subnetsPerHost().ifPresent(limit -> {
            if (limit < 1 || limit > MAX_SUBNETS_PER_HOST) {
                field(name + ".subnetsPerHost", limit);
            }
        });
        found.addAll(BgpRules.refusals(cluster));
        cluster.membership().ifPresent(membership -> check(name, cluster.join(), membership));
        var ids = new HashSet<Object>();
        cluster.upstreams().orElse(List.of()).forEach(upstream -> {
            if (!ids.add(upstream.upstream())) {
                field(name + ".upstreams", upstream.upstream() + " twice");
            }
            // One router may be the upstream of several clusters.
            var other = addresses.putIfAbsent(upstream.address(), upstreamUser(cluster.cluster(), upstream));
            if (other != null && (!other.startsWith("upstream ") || other.endsWith(" of " + name))) {
                found.add(addressTaken("Upstream " + upstream.upstream(), upstream.address(), other));
            }
        });
    }

    /// Two policies for newcomers would be one too many, and a token that nothing is checked against lets nobody in.
    private void check(String name, Optional<JoinPolicy> join, Membership membership) {
        membership.newcomers().ifPresent(newcomers -> {
            if (join.orElse(JoinPolicy.DECLARED) == JoinPolicy.OPEN) {
                field(name + ".membership.newcomers", newcomers + " beside join: OPEN");
            }
            if (newcomers == Membership.Newcomers.TOKEN && membership.joinKeys().isEmpty()) {
                field(name + ".membership.joinKeys", "(none)");
            }
        });
    }

    private void check(ReflectorDeclaration reflector) {
        var user = "reflector " + reflector.reflector();
        known(user, reflector.cluster());
        var held = fleet.reflector(reflector.reflector());
        held.filter(entry -> !entry.cluster().equals(reflector.cluster()))
                .ifPresent(entry -> found.add(moved(user, entry.cluster(), reflector.cluster())));
        take(user, reflector.address());
        take(user, reflector.routerId().orElse(RouterId.derivedFrom(NodeId.of(reflector.reflector()))));
        reflector.bgp().ifPresent(options -> {
            found.addAll(BgpRules.refusals(reflector, options, upstreamsOf(reflector.cluster())));
            options.source()
                    .filter(source -> !source.equals(reflector.address()))
                    .ifPresent(source -> take(user, source));
        });
    }

    /// As they would be afterwards.
    private Set<UpstreamId> upstreamsOf(ClusterId cluster) {
        return declaration.clusters().stream()
                .filter(entry -> entry.cluster().equals(cluster))
                .findFirst()
                .map(entry -> entry.upstreams().orElse(List.of()))
                .or(() -> fleet.cluster(cluster).map(ClusterEntry::upstreams))
                .orElse(List.of())
                .stream()
                .map(Upstream::upstream)
                .collect(Collectors.toSet());
    }

    private void check(HostDeclaration host) {
        var user = Registry.user(host.host());
        known(user, host.cluster());
        fleet.host(host.host())
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE
                        && !entry.cluster().equals(host.cluster()))
                .ifPresent(entry -> found.add(moved(user, entry.cluster(), host.cluster())));
        host.address().ifPresent(address -> take(user, address));
        host.routerId().ifPresent(id -> take(user, id));
    }

    private void known(String user, ClusterId cluster) {
        boolean declared = declaration.clusters().stream()
                .anyMatch(entry -> entry.cluster().equals(cluster));
        if (!declared && fleet.cluster(cluster).isEmpty()) {
            found.add(new Reason(
                    ReasonCode.CLUSTER_UNKNOWN,
                    capital(user) + " names the cluster " + cluster + ", which is not declared.",
                    "Declare the cluster, or correct the name."));
        }
    }

    private void take(String user, IpAddress address) {
        var other = addresses.putIfAbsent(address, user);
        if (other != null) {
            found.add(addressTaken(capital(user), address, other));
        }
    }

    private void take(String user, RouterId id) {
        var other = routerIds.putIfAbsent(id, user);
        if (other != null) {
            found.add(new Reason(
                    ReasonCode.ROUTER_ID_INVALID,
                    capital(user) + " has the router id " + id + ", which belongs to " + other + ".",
                    "Declare another routerId for one of the two."));
        }
    }

    private static Reason addressTaken(String user, IpAddress address, String other) {
        return new Reason(
                ReasonCode.ADDRESS_TAKEN,
                user + " is declared with the address " + address + ", which belongs to " + other + ".",
                "Give each node an address of its own.");
    }

    private static Reason moved(String user, ClusterId from, ClusterId to) {
        return new Reason(
                ReasonCode.CLUSTER_CHANGED,
                capital(user) + " belongs to cluster " + from + " and is declared for " + to + ".",
                "Remove it from " + from + " first.");
    }

    private void field(String name, Object value) {
        found.add(Reason.of(ReasonCode.FIELD_INVALID, name, value));
    }

    private static String upstreamUser(ClusterId cluster, Upstream upstream) {
        return "upstream " + upstream.upstream() + " of cluster " + cluster;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
