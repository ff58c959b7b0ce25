package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.answer.Explanation.Kind;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Optional;

/// The story of a session.
final class SessionStory {
    private SessionStory() {}

    /// @param subject `reflector/session` or `reflector/peer`
    static Optional<Explanation> of(String subject, Evidence evidence) {
        return evidence.sessions().stream()
                .filter(session ->
                        session.name().equals(subject) || session.ends().equals(subject))
                .findFirst()
                .map(session -> tell(session, evidence));
    }

    private static Explanation tell(SessionView session, Evidence evidence) {
        var story = evidence.begin(SessionNames.among(evidence.sessions()).of(session), Kind.SESSION);
        boolean up = Evidence.isUp(session);
        story.good(
                "between",
                session.reflector() + " and " + session.peer() + " at " + session.neighbor(),
                Optional.empty());
        evidence.tellSession(story, "state", session);
        if (!session.bgpState().isEmpty()) {
            story.tell("BGP state", session.bgpState(), up, session.observedAt());
        }
        session.lastError().ifPresent(error -> story.tell("last error", error, up, Optional.empty()));
        if (evidence.isOfThePast() && session.bgpState().isEmpty()) {
            // A transition says nothing of routes.
            return story.endOfPast();
        }
        var counts = session.counts();
        boolean all = session.kind() != PeerKind.HOST || counts.imported() >= session.expectedPrefixes();
        story.tell(
                "routes",
                counts.imported() + " received, " + session.expectedPrefixes() + " expected, " + counts.exported()
                        + " advertised, " + counts.filtered() + " filtered",
                all,
                session.observedAt());
        story.because(session.reason());
        if (!up) {
            story.because(Optional.of(Reason.of(ReasonCode.SESSION_NOT_YET, session.peer(), Evidence.words(session))));
        }
        return story.end(up && all, Evidence.words(session), Optional.empty());
    }
}
