package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.Tally;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Optional;

/// Hosts that are taken out of service, or are gone.
final class DrainQuery {
    private DrainQuery() {}

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
