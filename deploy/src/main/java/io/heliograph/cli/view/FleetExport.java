package io.heliograph.cli.view;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ReflectorDeclaration;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands in the inventory, as the declaration that would lead to it.
public final class FleetExport {
    private FleetExport() {}

    public static FleetDeclaration of(
            List<ClusterEntry> clusters, List<ReflectorView> reflectors, List<HostView> hosts) {
        var closed = clusters.stream()
                .filter(cluster -> cluster.join() == JoinPolicy.DECLARED)
                .map(ClusterEntry::cluster)
                .collect(Collectors.toSet());
        return new FleetDeclaration(
                clusters.stream()
                        .filter(cluster -> cluster.lifecycle() == Lifecycle.ACTIVE)
                        .map(FleetExport::cluster)
                        .toList(),
                reflectors.stream()
                        .filter(reflector -> reflector.lifecycle() == Lifecycle.ACTIVE)
                        .map(FleetExport::reflector)
                        .toList(),
                hosts.stream()
                        .filter(host -> host.lifecycle() == Lifecycle.ACTIVE && isDeclared(host, closed))
                        .map(host -> new HostDeclaration(host.host(), host.cluster(), host.address(), host.routerId()))
                        .toList());
    }

    /// A host that joined an open cluster by itself needs no line in a file.
    private static boolean isDeclared(HostView host, Set<ClusterId> closed) {
        return host.standing() == Standing.EXPECTED
                || (host.standing() == Standing.ADMITTED && closed.contains(host.cluster()));
    }

    private static ClusterDeclaration cluster(ClusterEntry entry) {
        return new ClusterDeclaration(
                entry.cluster(),
                entry.asn(),
                entry.aggregates(),
                Optional.of(entry.subnetLength()),
                Optional.of(entry.allowSpecialRanges()),
                Optional.of(entry.join()),
                Optional.of(entry.subnetsPerHost()),
                Optional.of(entry.bgp()),
                Optional.of(entry.upstreams()),
                entry.poolLength(),
                entry.membership(),
                entry.ipv4SubnetLength());
    }

    private static ReflectorDeclaration reflector(ReflectorView view) {
        var derived = RouterId.derivedFrom(NodeId.of(view.reflector()));
        return new ReflectorDeclaration(
                view.reflector(),
                view.cluster(),
                view.address(),
                Optional.of(view.routerId()).filter(id -> !id.equals(derived)),
                view.bgp());
    }
}
