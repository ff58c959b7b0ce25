package io.heliograph.inventory.admission;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.fleet.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        cluster.upstreams().orElse(List.of()).forEach(upstream -> rules.check(upstream, bgp.hostAsn()));
        return rules.found;
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

    private void check(Upstream upstream, Optional<Asn> hostAsn) {
        var field = name + ".upstreams." + upstream.upstream();
        if (hostAsn.filter(upstream.asn()::equals).isPresent()) {
            found.add(Reason.ofField(
                    field + ".asn",
                    upstream.asn(),
                    "another AS than hostAsn; the upstream would find its own AS in every path and refuse it"));
        }
        if (upstream.prepend().isPresent() && upstream.asn().equals(cluster.asn())) {
            found.add(Reason.ofField(
                    field + ".prepend",
                    upstream.prepend().get(),
                    "0 for an upstream of the cluster's AS; it would find its own AS in every path and refuse it"));
        }
    }
}
