package io.heliograph.inventory.query;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.Tally;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Hosts that are taken out of service, or are gone.
final class DrainQuery {
    private DrainQuery() {}

    /// Whether nobody can be sent to the host any more. That the fleet wants it so is not enough: every reflector of
    /// the cluster has said that it runs a configuration which takes none of the host's subnets.
    static boolean isSafeToStop(HostEntry host, FleetSnapshot fleet, SortedMap<NodeId, ApplyView> configurations) {
        if (!host.isDrained()) {
            return false;
        }
        var reflectors = reflectors(host.cluster(), fleet);
        // Of a fleet without any reflector we know nothing: that all of none have said so is no word.
        boolean known = !reflectors.isEmpty() || !fleet.reflectors().isEmpty();
        return known && reflectors.stream().allMatch(reflector -> isWithout(host, reflector, fleet, configurations));
    }

    /// Those of the fleet, and those that have a configuration or have said what they run, although the fleet does not
    /// know them: it may have been lost, and they go on.
    private static Set<NodeId> reflectors(ClusterId cluster, FleetSnapshot fleet) {
        var removed = fleet.reflectors().values().stream()
                .filter(reflector -> reflector.lifecycle() == Lifecycle.REMOVED)
                .map(reflector -> NodeId.of(reflector.reflector()))
                .collect(Collectors.toSet());
        return Stream.concat(
                        fleet.reflectors().values().stream()
                                .filter(reflector -> reflector.cluster().equals(cluster))
                                .map(reflector -> NodeId.of(reflector.reflector())),
                        Stream.concat(
                                        fleet.configs().values().stream()
                                                .filter(config ->
                                                        config.cluster().equals(cluster))
                                                .map(RenderedConfig::node),
                                        fleet.applies().values().stream()
                                                .filter(result ->
                                                        result.cluster().equals(cluster))
                                                .map(ApplyResult::node))
                                .filter(node -> node.kind() == NodeId.Kind.REFLECTOR))
                .filter(node -> !removed.contains(node))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWithout(
            HostEntry host, NodeId reflector, FleetSnapshot fleet, SortedMap<NodeId, ApplyView> configurations) {
        // Not by what is admitted: a network that went while its host drains may still be accepted somewhere.
        boolean served = Optional.ofNullable(fleet.configs().get(reflector))
                .filter(config -> config.served().contains(host.host().value()))
                .isPresent();
        return !served
                && Optional.ofNullable(configurations.get(reflector))
                        .filter(view -> view.progress() == Progress.CONFIRMED)
                        .isPresent();
    }

    /// How many hosts there are, and how many of them are out of service on request: that is no trouble.
    static Tally told(Tally hosts, List<HostEntry> entries) {
        long drained = entries.stream().filter(HostEntry::isDrained).count();
        long draining =
                entries.stream().filter(entry -> entry.drain().isPresent()).count() - drained;
        var clause = hosts.clause()
                + (draining > 0 ? ", " + draining + " draining" : "")
                + (drained > 0 ? ", " + drained + " drained" : "");
        return new Tally(hosts.expected(), hosts.actual(), clause);
    }

    /// Why a subnet of a drained host is not announced.
    static Optional<Reason> reason(HostEntry host, AdmittedSubnet subnet) {
        return host.drain().filter(_ -> host.isDrained()).map(drain -> reason(host, subnet, drain));
    }

    private static Reason reason(HostEntry host, AdmittedSubnet subnet, Drain drain) {
        return Reason.of(ReasonCode.HOST_DRAINED, subnet.prefix(), host.host(), drain.by(), drain.why());
    }

    /// Whether a route is not there because its host is not: drained, or gone after its lease.
    static boolean isOutOfService(RouteView route) {
        return route.reason()
                .filter(reason ->
                        reason.code() == ReasonCode.HOST_DRAINED || reason.code() == ReasonCode.HOST_LEASE_EXPIRED)
                .isPresent();
    }

    /// Whether the host's lease is over: that it is not there is then what was agreed, and no trouble.
    static boolean isGone(HostEntry host) {
        return host.reason()
                .filter(reason -> reason.code() == ReasonCode.HOST_LEASE_EXPIRED)
                .isPresent();
    }
}
