package io.heliograph.inventory.query;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Clusters, reflectors, hosts, and what has become of their configurations.
public final class NodeQueries {
    private NodeQueries() {}

    /// The active clusters, by name.
    public static List<ClusterEntry> clusters(FleetSnapshot fleet) {
        return fleet.clusters().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .toList();
    }

    /// Every node that is to have a configuration, or has spoken of one, by name.
    public static List<ApplyView> applies(FleetSnapshot fleet) {
        return List.copyOf(byNode(fleet).values());
    }

    /// The same, to look up one.
    public static SortedMap<NodeId, ApplyView> byNode(FleetSnapshot fleet) {
        var views = new TreeMap<NodeId, ApplyView>();
        fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .forEach(entry -> put(views, fleet, NodeId.of(entry.reflector()), entry.cluster()));
        fleet.hosts().values().stream()
                .filter(entry -> entry.isServed() && entry.hasBird())
                .forEach(entry -> put(views, fleet, NodeId.of(entry.host()), entry.cluster()));
        return views;
    }

    private static void put(SortedMap<NodeId, ApplyView> views, FleetSnapshot fleet, NodeId node, ClusterId cluster) {
        var config = Optional.ofNullable(fleet.configs().get(node));
        var result = Optional.ofNullable(fleet.applies().get(node));
        views.put(
                node,
                new ApplyView(
                        node,
                        cluster,
                        progress(config, result),
                        config.map(RenderedConfig::revision),
                        result.flatMap(ApplyResult::running),
                        config.map(RenderedConfig::changeClass),
                        config.map(RenderedConfig::cost),
                        config.map(RenderedConfig::cause),
                        result.map(ApplyResult::outcome),
                        result.flatMap(ApplyResult::reason),
                        result.flatMap(ApplyResult::complaint),
                        result.map(ApplyResult::timings),
                        result.flatMap(ApplyResult::bird),
                        result.map(ApplyResult::at)));
    }

    private static Progress progress(Optional<RenderedConfig> config, Optional<ApplyResult> result) {
        if (config.isEmpty()) {
            return Progress.WANTED;
        }
        var wanted = config.get().revision();
        if (result.flatMap(ApplyResult::running).filter(wanted::equals).isPresent()) {
            return Progress.CONFIRMED;
        }
        return result.filter(tried -> tried.revision().equals(wanted))
                .map(tried -> switch (tried.outcome()) {
                    case HELD -> Progress.HELD;
                    case REJECTED, ROLLED_BACK, FAILED -> Progress.FAILED;
                    case CONFIRMED -> Progress.CONFIRMED;
                })
                .orElse(Progress.PENDING);
    }

    /// Every host that is not removed, by name.
    public static List<HostView> hosts(FleetSnapshot fleet) {
        return hosts(fleet, SessionQueries.sessions(fleet), byNode(fleet));
    }

    /// The same, over sessions and configurations of that moment which the caller has already.
    public static List<HostView> hosts(
            FleetSnapshot fleet, List<SessionView> sessions, SortedMap<NodeId, ApplyView> configurations) {
        var byHost = sessions.stream()
                .filter(session -> session.kind() == PeerKind.HOST)
                .collect(Collectors.groupingBy(SessionView::peer));
        var withdrawals = new Withdrawals(fleet, configurations);
        return fleet.hosts().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .map(entry -> host(
                        entry,
                        fleet,
                        byHost.getOrDefault(entry.host().value(), List.of()),
                        configurations,
                        withdrawals))
                .toList();
    }

    /// @param own the sessions of the host
    static HostView host(
            HostEntry entry, FleetSnapshot fleet, List<SessionView> own, SortedMap<NodeId, ApplyView> configurations) {
        return host(entry, fleet, own, configurations, new Withdrawals(fleet, configurations));
    }

    private static HostView host(
            HostEntry entry,
            FleetSnapshot fleet,
            List<SessionView> own,
            SortedMap<NodeId, ApplyView> configurations,
            Withdrawals withdrawals) {
        var report = Optional.ofNullable(fleet.reports().get(entry.host()));
        int expected = entry.isServed() && entry.hasBird()
                ? (int) fleet.reflectors().values().stream()
                        .filter(reflector -> reflector.lifecycle() == Lifecycle.ACTIVE)
                        .filter(reflector -> reflector.cluster().equals(entry.cluster()))
                        .count()
                : 0;
        return new HostView(
                entry.host(),
                entry.cluster(),
                entry.lifecycle(),
                entry.standing(),
                entry.address(),
                entry.routerId(),
                entry.admitted(),
                entry.quarantined(),
                entry.reason().or(() -> fleet.silence(NodeId.of(entry.host()))),
                entry.notAnnounced(),
                entry.preflight(),
                report.map(HostReport::facts),
                report.map(HostReport::observedAt),
                Words.tally(expected, up(own), "sessions up"),
                Optional.ofNullable(configurations.get(NodeId.of(entry.host()))),
                entry.change(),
                entry.drain(),
                withdrawals.areDoneFor(entry));
    }

    /// Every reflector that is not removed, by name.
    public static List<ReflectorView> reflectors(FleetSnapshot fleet) {
        return reflectors(fleet, SessionQueries.sessions(fleet), byNode(fleet));
    }

    /// The same, over sessions and configurations of that moment which the caller has already.
    public static List<ReflectorView> reflectors(
            FleetSnapshot fleet, List<SessionView> sessions, SortedMap<NodeId, ApplyView> configurations) {
        return fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .map(entry -> reflector(entry, fleet, sessions, configurations))
                .toList();
    }

    static ReflectorView reflector(
            ReflectorEntry entry,
            FleetSnapshot fleet,
            List<SessionView> sessions,
            SortedMap<NodeId, ApplyView> configurations) {
        var own = sessions.stream()
                .filter(session -> session.reflector().equals(entry.reflector()) && SessionQueries.isOfPeer(session))
                .toList();
        var node = NodeId.of(entry.reflector());
        var admitted = fleet.hosts().values().stream()
                .filter(host ->
                        host.isServed() && !host.isDrained() && host.cluster().equals(entry.cluster()))
                .flatMap(host -> host.admitted().stream())
                .toList();
        var report = Optional.ofNullable(fleet.reflectorReports().get(entry.reflector()));
        int verified = (int) admitted.stream()
                .filter(subnet -> RouteQueries.health(fleet, subnet.prefix(), entry.reflector())
                        .filter(health -> health.stage() == Stage.VERIFIED)
                        .isPresent())
                .count();
        return new ReflectorView(
                entry.reflector(),
                entry.cluster(),
                entry.lifecycle(),
                entry.address(),
                entry.routerId().orElse(RouterId.derivedFrom(node)),
                entry.bgp(),
                Words.tally(own.size(), up(own), "sessions up"),
                Words.tally(admitted.size(), verified, "routes verified"),
                Optional.ofNullable(configurations.get(node)),
                entry.change(),
                report.map(ReflectorReport::facts),
                report.map(ReflectorReport::observedAt),
                report.map(ReflectorReport::preflight).orElse(List.of()));
    }

    private static int up(List<SessionView> sessions) {
        return (int) sessions.stream()
                .filter(session -> session.state() == SessionState.UP)
                .count();
    }
}
