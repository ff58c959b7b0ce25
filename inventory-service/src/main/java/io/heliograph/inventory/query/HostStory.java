package io.heliograph.inventory.query;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Locale;
import java.util.Optional;

/// The story of a host.
final class HostStory {
    private HostStory() {}

    static Optional<Explanation> of(String name, Evidence evidence) {
        return hostId(name).map(id -> evidence.fleet().hosts().get(id)).map(entry -> tell(entry, evidence));
    }

    private static Optional<HostId> hostId(String name) {
        try {
            return Optional.of(new HostId(name));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    private static Explanation tell(HostEntry entry, Evidence evidence) {
        var story = evidence.begin(entry.host().value(), Kind.HOST);
        boolean admitted = entry.lifecycle() == Lifecycle.ACTIVE && entry.standing() == Standing.ADMITTED;
        standing(story, entry, admitted);
        if (entry.drain().isEmpty()) {
            evidence.tellSilence(story, NodeId.of(entry.host()));
        }
        var view = NodeQueries.host(
                entry, evidence.fleet(), evidence.sessionsOf(entry.host()).toList(), evidence.configurations());
        view.facts()
                .ifPresent(facts -> story.good(
                        "last report",
                        facts.address() + ", Docker " + facts.engine().orElse("away") + ", "
                                + (entry.hasBird()
                                        ? "BIRD " + facts.bird().orElse("away")
                                        : "no BIRD: reflectors originate its subnets"),
                        view.lastReport()));
        evidence.tellConfiguration(story, NodeId.of(entry.host()));
        sessions(story, entry, view, evidence);
        subnets(story, entry);
        if (evidence.isOfThePast()) {
            return story.endOfPast();
        }
        boolean healthy = admitted
                && view.reason().isEmpty()
                && entry.quarantined().isEmpty()
                && entry.preflight().isEmpty()
                && entry.drain().isEmpty()
                && view.sessions().isComplete()
                && view.configuration()
                        .map(apply -> apply.progress() == Progress.CONFIRMED)
                        .orElse(!entry.hasBird());
        return story.end(healthy, healthy ? "all is well" : "not all is well", Optional.empty());
    }

    private static void standing(Story story, HostEntry entry, boolean admitted) {
        story.tell(
                entry.lifecycle() == Lifecycle.ACTIVE ? entry.standing().name().toLowerCase(Locale.ROOT) : "removed",
                "in cluster " + entry.cluster() + ", by " + entry.change().by() + ": "
                        + entry.change().why(),
                admitted,
                Optional.of(entry.change().at()));
        story.because(entry.reason());
        entry.drain()
                .ifPresent(drain -> story.bad(
                        drain.phase().name().toLowerCase(Locale.ROOT),
                        "by " + drain.by() + ": " + drain.why(),
                        Optional.of(drain.since())));
    }

    /// How many of the sessions are up is not known of the past, where some of them are not.
    private static void sessions(Story story, HostEntry entry, HostView view, Evidence evidence) {
        if (entry.hasBird() && !evidence.isOfThePast()) {
            story.tell("sessions", view.sessions().clause(), view.sessions().isComplete(), Optional.empty());
        }
        evidence.sessionsOf(entry.host())
                .filter(session -> evidence.isOfThePast() || !Evidence.isUp(session))
                .forEach(session -> evidence.tellSession(story, "session with " + session.reflector(), session));
    }

    private static void subnets(Story story, HostEntry entry) {
        entry.admitted()
                .forEach(subnet -> story.good(
                        "announces",
                        subnet.prefix() + " of network " + subnet.network(),
                        Optional.of(subnet.admittedAt())));
        entry.quarantined().forEach(subnet -> {
            story.bad("quarantined", subnet.reason().message(), Optional.empty());
            story.because(Optional.of(subnet.reason()));
        });
        entry.preflight().forEach(reason -> {
            story.bad("preflight", reason.message(), Optional.empty());
            story.because(Optional.of(reason));
        });
        entry.notAnnounced().forEach(reason -> story.good("not announced", reason.message(), Optional.empty()));
    }
}
