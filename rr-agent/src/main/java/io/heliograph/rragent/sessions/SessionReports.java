package io.heliograph.rragent.sessions;

import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Words one look's findings as records.
final class SessionReports {
    private final ReflectorId reflector;
    private final Supplier<ReportVersion> versions;
    private final int heartbeatSeconds;
    private final List<SessionHealth> health = new ArrayList<>();
    private final List<SessionTransition> transitions = new ArrayList<>();
    private Optional<Revision> revision = Optional.empty();

    /// @param refresh a session is told again after this time, or twice it where its counts are slow to come
    SessionReports(ReflectorId reflector, Duration refresh, Supplier<ReportVersion> versions) {
        this.reflector = reflector;
        this.heartbeatSeconds = Math.toIntExact(refresh.plusMillis(999).toSeconds());
        this.versions = versions;
    }

    ReflectorId reflector() {
        return reflector;
    }

    void runs(Revision running) {
        revision = Optional.of(running);
    }

    SessionChanges take() {
        var changes = new SessionChanges(health, transitions);
        health.clear();
        transitions.clear();
        return changes;
    }

    /// Gives the session with the time at which it was told.
    SeenSession health(SeenSession session, Instant now) {
        health.add(record(session.planned(), session.sight(), session, Lifecycle.ACTIVE, now));
        return session.toldAt(now);
    }

    private SessionHealth record(
            PlannedSession planned, Sight sight, SeenSession session, Lifecycle lifecycle, Instant now) {
        return new SessionHealth(
                reflector,
                planned.protocol(),
                planned.kind(),
                planned.peer(),
                planned.neighbor(),
                sight.state(),
                sight.birdState(),
                sight.bgpState(),
                session.reason(),
                sight.lastError(),
                session.counts(),
                lifecycle,
                revision,
                versions.get(),
                session.changedAt(),
                now,
                sight.lastError().flatMap(Notifications::of),
                Optional.of(session.flaps().count(now)),
                session.bfd(),
                Optional.of(heartbeatSeconds));
    }

    void transition(SeenSession before, SeenSession after, Instant now) {
        add(after.planned(), before.sight().state(), after.sight(), after.changedAt(), now);
    }

    private void add(PlannedSession planned, SessionState from, Sight to, Instant eventAt, Instant now) {
        transitions.add(new SessionTransition(
                reflector,
                planned.protocol(),
                planned.kind(),
                planned.peer(),
                planned.neighbor(),
                from,
                to.state(),
                to.reason(),
                to.lastError(),
                revision,
                versions.get(),
                eventAt,
                now,
                to.lastError().flatMap(Notifications::of),
                Optional.empty()));
    }

    /// A session that is no longer configured. One that was up has ended by it.
    void removed(SeenSession session, Instant now) {
        var gone = Sight.blind(noLongerConfigured(session.planned().peer()));
        if (session.sight().state() == SessionState.UP) {
            add(session.planned(), SessionState.UP, gone, now, now);
        }
        var ended = new SeenSession(
                session.planned(),
                gone,
                RouteCounts.NONE,
                Optional.empty(),
                session.first(),
                session.firstAt(),
                now,
                false,
                now,
                session.flaps(),
                Optional.empty());
        health.add(record(session.planned(), gone, ended, Lifecycle.REMOVED, now));
    }

    private static Reason noLongerConfigured(String peer) {
        return Reason.of(ReasonCode.SESSION_ADMIN_DOWN, peer, "it is no longer configured");
    }

    /// A session that the agent's predecessor told of and that is no longer configured.
    void forgotten(SessionHealth told, Instant now) {
        var planned = new PlannedSession(told.session(), told.kind(), told.peer(), told.neighbor(), List.of());
        var sight = new Sight(
                told.state(), told.birdState(), told.bgpState(), told.reason(), told.lastError(), Optional.empty());
        removed(
                new SeenSession(
                        planned,
                        sight,
                        told.counts(),
                        Optional.empty(),
                        sight,
                        now,
                        told.eventAt(),
                        false,
                        now,
                        Flaps.NONE,
                        Optional.empty()),
                now);
    }

    /// A session that is not as the agent's predecessor told last.
    void missed(SessionHealth told, SeenSession session) {
        var first = session.first();
        var eventAt = first.since().orElse(session.firstAt());
        add(session.planned(), told.state(), first, eventAt, session.firstAt());
    }
}
