package io.heliograph.inventory.query;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the reflectors have let go of the hosts that are drained, at one moment. Who has a say in a cluster is
/// worked out once: for it, all that every node has said is gone through, and hundreds of hosts may be drained.
final class Withdrawals {
    private final FleetSnapshot fleet;
    private final SortedMap<NodeId, ApplyView> configurations;
    private final Map<ClusterId, Set<NodeId>> reflectors = new HashMap<>();

    Withdrawals(FleetSnapshot fleet, SortedMap<NodeId, ApplyView> configurations) {
        this.fleet = fleet;
        this.configurations = configurations;
    }

    /// Whether nobody can be sent to the host any more. That the fleet wants it so is not enough: every reflector of
    /// the cluster has said that it runs a configuration which takes none of the host's subnets.
    boolean areDoneFor(HostEntry host) {
        if (!host.isDrained()) {
            return false;
        }
        var all = reflectors.computeIfAbsent(host.cluster(), this::reflectors);
        // Of a fleet without any reflector we know nothing: that all of none have said so is no word.
        boolean known = !all.isEmpty() || !fleet.reflectors().isEmpty();
        return known && all.stream().allMatch(reflector -> isWithout(host, reflector));
    }

    /// Those of the fleet, and those that have a configuration or have said what they run, although the fleet does not
    /// know them: it may have been lost, and they go on.
    private Set<NodeId> reflectors(ClusterId cluster) {
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

    private boolean isWithout(HostEntry host, NodeId reflector) {
        // Not by what is admitted: a network that went while its host drains may still be accepted somewhere.
        boolean served = Optional.ofNullable(fleet.configs().get(reflector))
                .filter(config -> config.served().contains(host.host().value()))
                .isPresent();
        return !served
                && Optional.ofNullable(configurations.get(reflector))
                        .filter(view -> view.progress() == Progress.CONFIRMED)
                        .isPresent();
    }
}
