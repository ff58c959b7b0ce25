package io.heliograph.inventory.query;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.RouteView.OnReflector;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the pings of reflectors say. A subnet is broken by it only where nobody who asks is answered: one answer proves
/// that packets get in, and that what is wrong lies between the other reflector and the host.
final class Probes {
    private Probes() {}

    /// What a reflector told, where it still holds: of the container that the host names now, and from an agent that is
    /// heard.
    static Optional<RouteProbe> of(FleetSnapshot fleet, HostEntry entry, ReflectorId reflector, RouteHealth health) {
        return health.probe()
                .filter(_ -> health.stage() == Stage.VERIFIED)
                .filter(_ -> !fleet.silent().containsKey(NodeId.of(reflector))
                        && !fleet.silent().containsKey(NodeId.of(entry.host())))
                .filter(probe -> Stream.ofNullable(fleet.reports().get(entry.host()))
                        .flatMap(report -> report.subnets().stream())
                        .filter(subnet -> subnet.prefix().equals(health.prefix()))
                        .anyMatch(subnet -> subnet.probeTarget()
                                .filter(probe.target()::equals)
                                .isPresent()));
    }

    /// Why nothing gets in, as far as pings tell.
    static Optional<Reason> failed(Prefix prefix, HostEntry entry, List<OnReflector> reflectors) {
        var asking = reflectors.stream().filter(on -> on.probe().isPresent()).toList();
        if (asking.isEmpty() || !asking.stream().allMatch(Probes::isSilent)) {
            return Optional.empty();
        }
        var target = asking.getFirst().probe().map(RouteProbe::target).orElseThrow();
        var names = asking.stream().map(on -> on.reflector().value()).collect(Collectors.joining(", "));
        return Optional.of(Reason.of(ReasonCode.PROBE_FAILED, prefix, target, names, entry.host()));
    }

    static boolean isSilent(OnReflector on) {
        return on.probe()
                .filter(probe -> probe.result() == RouteProbe.Result.SILENT)
                .isPresent();
    }

    /// When the last of those who ask found that nobody answers.
    static Optional<Instant> silentSince(RouteView route) {
        return route.reflectors().stream()
                .filter(Probes::isSilent)
                .flatMap(on -> on.probe().stream())
                .map(RouteProbe::since)
                .max(Comparator.naturalOrder());
    }
}
