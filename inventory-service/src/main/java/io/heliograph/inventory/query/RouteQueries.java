package io.heliograph.inventory.query;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.RouteView.OnReflector;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The journey of each subnet, joined over the inventory, the renderer and every reflector of its cluster.
public final class RouteQueries {
    private RouteQueries() {}

    /// Every subnet that a host reports to be announced, by prefix and host.
    public static List<RouteView> routes(FleetSnapshot fleet) {
        return fleet.hosts().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .flatMap(entry -> routes(fleet, entry))
                .sorted(Comparator.comparing(RouteView::prefix).thenComparing(RouteView::host))
                .toList();
    }

    private static Stream<RouteView> routes(FleetSnapshot fleet, HostEntry entry) {
        return Stream.concat(
                entry.admitted().stream().map(subnet -> admitted(fleet, entry, subnet)),
                entry.quarantined().stream().map(subnet -> quarantined(fleet, entry, subnet)));
    }

    static Optional<RouteHealth> health(FleetSnapshot fleet, Prefix prefix, ReflectorId reflector) {
        return Optional.ofNullable(fleet.routes().getOrDefault(prefix, Map.of()).get(reflector.value()));
    }

    private static RouteView quarantined(FleetSnapshot fleet, HostEntry entry, QuarantinedSubnet subnet) {
        var observed = Optional.ofNullable(fleet.reports().get(entry.host())).stream()
                .flatMap(report -> report.subnets().stream())
                .filter(reported -> reported.prefix().equals(subnet.prefix()))
                .map(reported -> reported.observedAt())
                .findFirst();
        return new RouteView(
                subnet.prefix(),
                entry.host(),
                entry.cluster(),
                subnet.network(),
                false,
                Stage.OBSERVED,
                observed.map(at -> Map.of(Stage.OBSERVED, at)).orElse(Map.of()),
                List.of(),
                Optional.of(subnet.reason()),
                Optional.empty());
    }

    private static RouteView admitted(FleetSnapshot fleet, HostEntry entry, AdmittedSubnet subnet) {
        var base = new EnumMap<Stage, Instant>(Stage.class);
        base.put(Stage.OBSERVED, subnet.observedAt());
        base.put(Stage.ADMITTED, subnet.admittedAt());
        var reflectors = reflectors(fleet, entry.cluster())
                .map(reflector -> onReflector(fleet, entry, subnet.prefix(), reflector, base))
                .toList();
        var stage = reflectors.stream()
                .map(OnReflector::stage)
                .min(Comparator.naturalOrder())
                .orElse(Stage.ADMITTED);
        var reachedAt = reachedByAll(reflectors, base, stage);
        return new RouteView(
                subnet.prefix(),
                entry.host(),
                entry.cluster(),
                subnet.network(),
                true,
                stage,
                reachedAt,
                reflectors,
                DrainQuery.reason(entry, subnet)
                        .or(() -> reflectors.stream()
                                .filter(on -> on.stage() == stage)
                                .flatMap(on -> on.reason().stream())
                                .findFirst()),
                Optional.ofNullable(reachedAt.get(Stage.VERIFIED))
                        .map(verified -> Duration.between(subnet.observedAt(), verified)),
                broken(fleet, entry, subnet.prefix(), reflectors));
    }

    /// Why nothing gets into a subnet: what its host knows, else that its container does not answer. Of a drained one
    /// nobody expects to be reached.
    private static Optional<Reason> broken(
            FleetSnapshot fleet, HostEntry entry, Prefix prefix, List<OnReflector> reflectors) {
        if (entry.isDrained()) {
            return Optional.empty();
        }
        return Stream.ofNullable(fleet.reports().get(entry.host()))
                .flatMap(report -> report.subnets().stream())
                .filter(reported -> reported.prefix().equals(prefix))
                .flatMap(reported -> reported.broken().stream())
                .findFirst()
                .or(() -> Probes.failed(prefix, entry, reflectors));
    }

    private static Stream<ReflectorId> reflectors(FleetSnapshot fleet, ClusterId cluster) {
        return fleet.reflectors().values().stream()
                .filter(entry ->
                        entry.lifecycle() == Lifecycle.ACTIVE && entry.cluster().equals(cluster))
                .map(entry -> entry.reflector());
    }

    private static OnReflector onReflector(
            FleetSnapshot fleet, HostEntry entry, Prefix prefix, ReflectorId reflector, Map<Stage, Instant> base) {
        var reachedAt = new EnumMap<>(base);
        var rendered = Optional.ofNullable(fleet.configs().get(NodeId.of(reflector)))
                .flatMap(config -> Optional.ofNullable(config.accepted().get(prefix)));
        rendered.ifPresent(at -> reachedAt.put(Stage.RENDERED, at));
        var health = health(fleet, prefix, reflector);
        health.ifPresent(told -> reachedAt.putAll(told.reachedAt()));
        var stage = health.map(RouteHealth::stage).orElse(rendered.isPresent() ? Stage.RENDERED : Stage.ADMITTED);
        // The topic forgets when a prefix was first rendered: what cannot be is not told.
        var applied = reachedAt.get(Stage.APPLIED);
        var renderedAt = reachedAt.get(Stage.RENDERED);
        if (applied != null && renderedAt != null && renderedAt.isAfter(applied)) {
            reachedAt.remove(Stage.RENDERED);
        }
        return new OnReflector(
                reflector,
                stage,
                reachedAt,
                health.flatMap(RouteHealth::nextHop),
                health.flatMap(RouteHealth::reason),
                health.map(RouteHealth::observedAt),
                health.flatMap(told -> Probes.of(fleet, entry, reflector, told)));
    }

    private static Map<Stage, Instant> reachedByAll(
            List<OnReflector> reflectors, Map<Stage, Instant> base, Stage until) {
        var reached = new EnumMap<>(base);
        for (var on : reflectors) {
            on.reachedAt().forEach((stage, at) -> {
                if (stage.compareTo(until) <= 0) {
                    reached.merge(stage, at, (one, other) -> one.isAfter(other) ? one : other);
                }
            });
        }
        return reached;
    }
}
