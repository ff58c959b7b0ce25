package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.Drain.Origin;
import io.heliograph.fleet.event.Drain.Phase;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.HostReport.Wish;
import io.heliograph.fleet.event.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a host is taken out of service, and comes back.
///
/// An operator's drain lasts until an operator takes it back, whatever the host reports. A host's own lasts for as long
/// as its agent asks for it: an agent that starts again does not.
final class Drains {
    private static final String AGENT_WHY = "its agent was asked to stop";

    private Drains() {}

    /// The drain of a host after a report.
    static Optional<Drain> heard(Optional<Drain> held, HostReport report, Optional<ClusterEntry> cluster, Instant now) {
        var asked = report.wish().filter(wish -> wish == Wish.DRAIN).isPresent();
        return held.filter(drain -> drain.origin() == Origin.OPERATOR || asked)
                .or(() -> asked
                        ? Optional.of(
                                begun(Origin.AGENT, cluster, now, report.host().value(), AGENT_WHY))
                        : Optional.empty());
    }

    /// The drain of a host after an operator has asked for it; who asks twice changes nothing, and who takes over from
    /// the host's agent does not begin anew.
    static Drain asked(HostEntry host, Optional<ClusterEntry> cluster, Change because) {
        return host.drain()
                .map(held -> held.origin() == Origin.OPERATOR
                        ? held
                        : new Drain(
                                held.phase(), Origin.OPERATOR, held.since(), held.until(), because.by(), because.why()))
                .orElseGet(() -> begun(Origin.OPERATOR, cluster, because.at(), because.by(), because.why()));
    }

    static boolean isByAgent(Drain drain) {
        return drain.origin() == Origin.AGENT;
    }

    /// What is left of a drain when the operator takes it back while the host's agent asks for it too: the agent's own,
    /// which ends when the agent starts again.
    static Drain left(HostEntry host, Drain held) {
        return new Drain(
                held.phase(),
                Origin.AGENT,
                held.since(),
                held.until(),
                host.host().value(),
                AGENT_WHY);
    }

    private static Drain begun(Origin origin, Optional<ClusterEntry> cluster, Instant now, String by, String why) {
        return new Drain(Phase.DRAINING, origin, now, now.plus(wait(cluster)), by, why);
    }

    private static Duration wait(Optional<ClusterEntry> cluster) {
        return cluster.flatMap(ClusterEntry::membership)
                .flatMap(Membership::drainWait)
                .orElse(Membership.DRAIN_WAIT);
    }

    static boolean isWaiting(HostEntry host) {
        return host.drain().filter(drain -> drain.phase() == Phase.DRAINING).isPresent();
    }

    /// The entry of a host whose wait is over; empty while it is not.
    static Optional<HostEntry> overdue(HostEntry host, Instant now) {
        return host.drain()
                .filter(drain ->
                        drain.phase() == Phase.DRAINING && !drain.until().isAfter(now))
                .map(drain ->
                        host.with(Optional.of(drain.done()), new Change(now, drain.by(), "drained: " + drain.why())));
    }
}
