package io.heliograph.inventory.query;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What stories are told from, and what they have in common.
final class Evidence {
    /// Neither good nor bad.
    static final String FORGOTTEN = "the bus does not tell any more";

    private final FleetSnapshot fleet;
    private final boolean past;
    private final List<SessionView> sessions;
    private final SortedMap<NodeId, ApplyView> configurations;

    /// @param past whether it is of a moment that has passed, so that not all is known
    Evidence(FleetSnapshot fleet, boolean past) {
        this.fleet = fleet;
        this.past = past;
        this.sessions = SessionQueries.sessions(fleet);
        this.configurations = NodeQueries.byNode(fleet);
    }

    FleetSnapshot fleet() {
        return fleet;
    }

    boolean isOfThePast() {
        return past;
    }

    List<SessionView> sessions() {
        return sessions;
    }

    Stream<SessionView> sessionsOf(HostId host) {
        return sessions.stream()
                .filter(session ->
                        session.kind() == PeerKind.HOST && session.peer().equals(host.value()));
    }

    SortedMap<NodeId, ApplyView> configurations() {
        return configurations;
    }

    Story begin(String subject, Kind kind) {
        return new Story(subject, kind, past ? Optional.of(fleet.at()) : Optional.empty());
    }

    /// What a node was to run, and what became of it.
    void tellConfiguration(Story story, NodeId node) {
        Optional.ofNullable(configurations.get(node)).ifPresent(view -> {
            if (past && view.rendered().isEmpty()) {
                tellOutcome(story, view);
            } else {
                tellProgress(story, view);
            }
        });
    }

    private static void tellProgress(Story story, ApplyView view) {
        boolean confirmed = view.progress() == Progress.CONFIRMED;
        var revision = view.rendered().map(rendered -> rendered.abbreviated()).orElse("none");
        story.tell(
                "configuration of " + view.node(),
                revision + " " + view.progress().name().toLowerCase(Locale.ROOT),
                confirmed,
                view.at());
        if (!confirmed) {
            story.because(view.reason());
        }
    }

    /// What was rendered is forgotten sooner than what became of it.
    private static void tellOutcome(Story story, ApplyView view) {
        story.tell(
                "configuration of " + view.node(),
                view.running().map(revision -> revision.abbreviated() + " ran").orElse(FORGOTTEN)
                        + view.reason().map(why -> "; " + why.message()).orElse(""),
                view.reason().isEmpty(),
                view.at());
        story.because(view.reason());
    }

    /// Whose agent has gone, of whom nothing newer is known.
    void tellSilence(Story story, NodeId node) {
        fleet.silence(node).ifPresent(reason -> {
            story.bad(
                    "agent",
                    reason.message(),
                    Optional.ofNullable(fleet.silent().get(node)));
            story.because(Optional.of(reason));
        });
    }

    /// What waits on its way to a node.
    void tellRollout(Story story, NodeId node) {
        Optional.ofNullable(fleet.rollouts().get(node))
                .filter(rollout -> rollout.state() != Rollout.State.CLEAR)
                .ifPresent(rollout -> {
                    story.bad(
                            rollout.state().name().toLowerCase(Locale.ROOT) + " for " + node,
                            rollout.reason().map(Reason::message).orElse(""),
                            Optional.of(rollout.since()));
                    story.because(rollout.reason());
                });
    }

    /// Whether a session is up, and if not, why.
    void tellSession(Story story, String what, SessionView session) {
        if (past && session.observedAt().isEmpty()) {
            story.good(what, FORGOTTEN, Optional.empty());
            return;
        }
        story.tell(what, words(session), isUp(session), session.since());
        if (!isUp(session)) {
            story.because(session.reason());
        }
    }

    static boolean isUp(SessionView session) {
        return session.state() == SessionState.UP;
    }

    static String words(SessionView session) {
        return session.state().name().toLowerCase(Locale.ROOT)
                + session.reason().map(reason -> ": " + reason.message()).orElse("");
    }
}
