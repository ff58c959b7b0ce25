package io.heliograph.lab.plan;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The fleet of a lab, as an operator would declare it: one cluster whose hosts join by themselves.
public final class LabFleet {
    /// Every session of a lab when all is well: each reflector with each host and with Router1.
    public static final int SESSIONS = 6;

    public static final ClusterId CLUSTER = new ClusterId("lab");

    private LabFleet() {}

    public static FleetDeclaration of(LabAddresses addresses) {
        var router1 =
                new Upstream(new UpstreamId("router1"), addresses.of(LabNode.ROUTER1), new Asn(RouterConfig.ROUTER_AS));
        var cluster = new FleetDeclaration.ClusterDeclaration(
                CLUSTER,
                new Asn(RouterConfig.CLUSTER_AS),
                List.of(addresses.aggregate()),
                Optional.empty(),
                Optional.of(Set.of(SpecialRange.DOCUMENTATION)),
                Optional.of(JoinPolicy.OPEN),
                Optional.empty(),
                Optional.of(new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(9))),
                Optional.of(List.of(router1)));
        var reflectors = LabNode.of(LabNode.Role.REFLECTOR).stream()
                .map(node -> new FleetDeclaration.ReflectorDeclaration(
                        new ReflectorId(node.label()), CLUSTER, addresses.of(node), Optional.empty()))
                .toList();
        return new FleetDeclaration(List.of(cluster), reflectors, List.of());
    }
}
