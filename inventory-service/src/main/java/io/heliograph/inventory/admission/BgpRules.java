package io.heliograph.inventory.admission;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ReflectorDeclaration;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.fleet.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the BGP options of a cluster must not say together: each is sound by itself, and the routers would accept
/// them, and drop routes.
final class BgpRules {
    private final ClusterDeclaration cluster;
    private final String name;
    private final List<Reason> found = new ArrayList<>();

    private BgpRules(ClusterDeclaration cluster) {
        this.cluster = cluster;
        this.name = "cluster " + cluster.cluster();
    }

    static List<Reason> refusals(ClusterDeclaration cluster) {
        var rules = new BgpRules(cluster);
        var bgp = cluster.bgp().orElse(BgpOptions.DEFAULT);
        rules.hostsAreOfAnotherAs(bgp.hostAsn());
        rules.theLimitLetsEverySubnetIn(bgp.receiveLimit());
        rules.theDefaultRouteComesFromSomewhere(bgp);
        rules.ipv4HasSomethingToCarry(bgp);
        rules.theKeyHasASecret(".bgp", bgp.aoKey(), bgp.password());
        bgp.parent().ifPresent(link -> rules.theKeyHasASecret(".bgp.parent", link.aoKey(), link.password()));
        cluster.upstreams().orElse(List.of()).forEach(upstream -> rules.check(upstream, bgp));
        return rules.found;
    }

    /// What the options of one reflector must not say.
    ///
    /// @param known the upstreams of its cluster
    static List<Reason> refusals(ReflectorDeclaration reflector, ReflectorOptions options, Set<UpstreamId> known) {
        var field = "reflector " + reflector.reflector() + ".bgp.";
        var found = new ArrayList<Reason>();
        options.upstreams().orElse(List.of()).stream()
                .filter(upstream -> !known.contains(upstream))
                .forEach(upstream -> found.add(Reason.ofField(
                        field + "upstreams", upstream, "upstreams of cluster " + reflector.cluster() + ": " + known)));
        options.source()
                .filter(source -> source.family() != reflector.address().family())
                .ifPresent(source -> found.add(Reason.ofField(
                        field + "source", source, "an address of the family of its address " + reflector.address())));
        return found;
    }

    private void hostsAreOfAnotherAs(Optional<Asn> hostAsn) {
        hostAsn.filter(asn -> asn.equals(cluster.asn()))
                .ifPresent(asn -> found.add(Reason.ofField(
                        name + ".bgp.hostAsn",
                        asn,
                        "another AS than the cluster's own; leave it out for hosts in the AS of their reflectors")));
    }

    private void theLimitLetsEverySubnetIn(Optional<BgpOptions.RouteLimit> limit) {
        int subnets = cluster.subnetsPerHost().orElse(ClusterDeclaration.SUBNETS_PER_HOST);
        limit.filter(most -> most.routes() < subnets)
                .ifPresent(most -> found.add(Reason.ofField(
                        name + ".bgp.receiveLimit",
                        most.routes(),
                        "no fewer routes than subnetsPerHost, which is " + subnets)));
    }

    private void theKeyHasASecret(String place, Optional<Integer> aoKey, Optional<SecretName> password) {
        aoKey.filter(_ -> password.isEmpty())
                .ifPresent(id -> found.add(Reason.ofField(
                        name + place + ".aoKey", id, "a password beside it, the name of the secret that is the key")));
    }

    private void theDefaultRouteComesFromSomewhere(BgpOptions bgp) {
        if (bgp.defaultRoute().isEmpty()) {
            return;
        }
        var field = name + ".bgp.defaultRoute";
        boolean fromParent =
                bgp.parent().filter(link -> link.reachIn(bgp) == Reach.DIRECT).isPresent();
        if (!fromParent
                && cluster.upstreams().orElse(List.of()).stream()
                        .noneMatch(upstream -> upstream.defaultRoute().isPresent())) {
            found.add(Reason.ofField(field, true, "an upstream with defaultRoute: true, or a parent on the link"));
        }
        if (bgp.reach() != Reach.DIRECT) {
            found.add(Reason.ofField(
                    field,
                    true,
                    "reach DIRECT; a host that is not on the link would reach its peers by that very route"));
        }
    }

    private void ipv4HasSomethingToCarry(BgpOptions bgp) {
        bgp.ipv4()
                .filter(_ -> cluster.aggregates().stream().noneMatch(prefix -> prefix.family() == Family.IPV4))
                .ifPresent(way -> found.add(Reason.ofField(
                        name + ".bgp.ipv4", way, "an IPv4 prefix among the aggregates, " + cluster.aggregates())));
    }

    private void ipv4IsCarriedThere(Upstream upstream, BgpOptions bgp, String field) {
        upstream.ipv4()
                .filter(_ -> bgp.ipv4().isEmpty() || upstream.address().family() != Family.IPV6)
                .ifPresent(way -> found.add(Reason.ofField(
                        field + ".ipv4",
                        way,
                        "bgp.ipv4: " + way + " on the cluster, and an IPv6 address of the upstream")));
    }

    private void check(Upstream upstream, BgpOptions bgp) {
        var hostAsn = bgp.hostAsn();
        var field = name + ".upstreams." + upstream.upstream();
        ipv4IsCarriedThere(upstream, bgp, field);
        if (hostAsn.filter(upstream.asn()::equals).isPresent()) {
            found.add(Reason.ofField(
                    field + ".asn",
                    upstream.asn(),
                    "another AS than hostAsn; the upstream would find its own AS in every path and refuse it"));
        }
        if (upstream.defaultRoute().isPresent() && upstream.reach().orElse(bgp.reach()) != Reach.DIRECT) {
            // BIRD resolves no next hop by a route whose own next hop it has to resolve.
            found.add(Reason.ofField(
                    field + ".defaultRoute",
                    true,
                    "reach DIRECT for this upstream; by a default route from afar no host's address would resolve"));
        }
        theKeyHasASecret(".upstreams." + upstream.upstream(), upstream.aoKey(), upstream.password());
        if (upstream.prepend().isPresent() && upstream.asn().equals(cluster.asn())) {
            found.add(Reason.ofField(
                    field + ".prepend",
                    upstream.prepend().get(),
                    "0 for an upstream of the cluster's AS; it would find its own AS in every path and refuse it"));
        }
    }
}
