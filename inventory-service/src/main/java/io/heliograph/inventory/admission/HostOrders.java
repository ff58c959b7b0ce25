package io.heliograph.inventory.admission;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetChange.Action;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.Drain.Origin;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a person or an autoscaler asks of one host: to drain, to serve again, to let it join. Who asks twice changes
/// nothing the second time. Nothing is changed here.
public final class HostOrders {
    private final Fleet fleet;
    private final Change because;

    private HostOrders(Fleet fleet, Change because) {
        this.fleet = fleet;
        this.because = because;
    }

    public static CommandOutcome drain(FleetCommand.DrainHost order, Fleet fleet, Change because) {
        return new HostOrders(fleet, because).drain(order);
    }

    /// Takes back a drain.
    ///
    /// @param reports the last report of each host
    public static CommandOutcome undrain(
            FleetCommand.UndrainHost order, Fleet fleet, Map<HostId, HostReport> reports, Change because) {
        return new HostOrders(fleet, because).undrain(order, reports);
    }

    public static CommandOutcome approve(FleetCommand.ApproveHost order, Fleet fleet, Change because) {
        return new HostOrders(fleet, because).approve(order);
    }

    private CommandOutcome drain(FleetCommand.DrainHost order) {
        var found = active(order.host(), order.cluster());
        if (found.isEmpty()) {
            return missing(order.host(), order.cluster());
        }
        var host = found.get();
        var drain = Drains.asked(host, fleet.cluster(host.cluster()), because);
        return changed(host, host.with(Optional.of(drain), because));
    }

    private CommandOutcome undrain(FleetCommand.UndrainHost order, Map<HostId, HostReport> reports) {
        var found = active(order.host(), order.cluster());
        if (found.isEmpty()) {
            return missing(order.host(), order.cluster());
        }
        var host = found.get();
        var asksItself = Optional.ofNullable(reports.get(host.host()))
                .flatMap(HostReport::wish)
                .isPresent();
        if (asksItself && host.drain().filter(Drains::isByAgent).isPresent()) {
            return new CommandOutcome.Refused(List.of(Reason.of(ReasonCode.HOST_STOPPING, host.host())));
        }
        return changed(
                host, host.with(host.drain().filter(_ -> asksItself).map(held -> Drains.left(host, held)), because));
    }

    /// To approve a newcomer is to declare it: its report is judged again, as that of a host that was expected.
    private CommandOutcome approve(FleetCommand.ApproveHost order) {
        var found = active(order.host(), order.cluster());
        if (found.isEmpty()) {
            return missing(order.host(), order.cluster());
        }
        var host = found.get();
        if (!Admission.isStranger(host)) {
            return unchanged(host);
        }
        var expected = new HostEntry(
                host.host(),
                host.cluster(),
                Optional.empty(),
                host.routerId(),
                Standing.EXPECTED,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                because);
        return changed(host, expected);
    }

    private Optional<HostEntry> active(HostId host, Optional<ClusterId> cluster) {
        return fleet.host(host)
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .filter(entry -> cluster.isEmpty() || cluster.get().equals(entry.cluster()));
    }

    private static CommandOutcome missing(HostId host, Optional<ClusterId> cluster) {
        var name = cluster.map(id -> id + "/" + host).orElse(host.value());
        return new CommandOutcome.Missing(Reason.of(ReasonCode.NOT_FOUND, "host", name));
    }

    private static CommandOutcome unchanged(HostEntry host) {
        return new CommandOutcome.Accepted(
                List.of(), List.of(new FleetChange("host", host.host().value(), Action.UNCHANGED, List.of())));
    }

    private static CommandOutcome changed(HostEntry before, HostEntry after) {
        if (before.sameStateAs(after)) {
            return unchanged(before);
        }
        var fields = before.standing() == after.standing()
                ? "drain: " + word(before.drain()) + " → " + word(after.drain())
                : "standing: " + before.standing() + " → " + after.standing();
        return new CommandOutcome.Accepted(
                List.of(after),
                List.of(new FleetChange("host", before.host().value(), Action.UPDATE, List.of(fields))));
    }

    private static String word(Optional<Drain> drain) {
        return drain.map(held -> held.phase().name().toLowerCase(Locale.ROOT)
                        + (held.origin() == Origin.AGENT ? " by its agent" : ""))
                .orElse("serving");
    }
}
