package io.heliograph.inventory.query;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Optional;

/// The story of a reflector.
final class ReflectorStory {
    /// A reflector that died has lost all its sessions; one line of each would tell nothing more.
    private static final int MAX_SESSIONS = 20;

    private ReflectorStory() {}

    static Optional<Explanation> of(String name, Evidence evidence) {
        return reflectorId(name)
                .map(id -> evidence.fleet().reflectors().get(id))
                .map(entry -> tell(entry, evidence));
    }

    private static Optional<ReflectorId> reflectorId(String name) {
        try {
            return Optional.of(new ReflectorId(name));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    private static Explanation tell(ReflectorEntry entry, Evidence evidence) {
        var story = evidence.begin(entry.reflector().value(), Kind.REFLECTOR);
        var node = NodeId.of(entry.reflector());
        boolean active = entry.lifecycle() == Lifecycle.ACTIVE;
        story.tell(
                active ? "declared" : "removed",
                "in cluster " + entry.cluster() + ", by " + entry.change().by() + ": "
                        + entry.change().why(),
                active,
                Optional.of(entry.change().at()));
        if (active) {
            var view = NodeQueries.reflector(entry, evidence.fleet(), evidence.sessions(), evidence.configurations());
            evidence.tellSilence(story, node);
            machine(story, view);
            evidence.tellConfiguration(story, node);
            evidence.tellRollout(story, node);
            sessions(story, view, evidence);
            if (!evidence.isOfThePast()) {
                story.tell("routes", view.routes().clause(), view.routes().isComplete(), Optional.empty());
            }
        }
        if (evidence.isOfThePast()) {
            return story.endOfPast();
        }
        boolean healthy = story.isGood();
        return story.end(healthy, healthy ? "all is well" : "not all is well", Optional.empty());
    }

    private static void machine(Story story, ReflectorView view) {
        view.facts()
                .ifPresent(facts -> story.tell(
                        "last report",
                        "kernel " + facts.kernel() + ", BIRD " + facts.bird().orElse("unknown")
                                + (facts.birdAnswers() ? "" : ", which does not answer"),
                        facts.birdAnswers(),
                        view.lastReport()));
        view.preflight().forEach(reason -> {
            story.bad("preflight", reason.message(), Optional.empty());
            story.because(Optional.of(reason));
        });
    }

    private static void sessions(Story story, ReflectorView view, Evidence evidence) {
        var lost = evidence.sessions().stream()
                .filter(session -> session.reflector().equals(view.reflector())
                        && SessionQueries.isOfPeer(session)
                        && !Evidence.isUp(session))
                .toList();
        if (!evidence.isOfThePast()) {
            story.tell("sessions", view.sessions().clause(), view.sessions().isComplete(), Optional.empty());
        } else if (lost.isEmpty()) {
            story.good("sessions", view.sessions().actual() + " known to have been up", Optional.empty());
        }
        lost.stream()
                .limit(MAX_SESSIONS)
                .forEach(session -> evidence.tellSession(story, "session with " + session.peer(), session));
        if (lost.size() > MAX_SESSIONS) {
            story.bad("sessions", "and " + (lost.size() - MAX_SESSIONS) + " more", Optional.empty());
        }
    }
}
