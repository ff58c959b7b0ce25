package io.heliograph.rragent.sessions;

import io.heliograph.fleet.event.BfdState;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// What the table holds of one session.
///
/// @param filtered what comes over it and is refused
/// @param first the first look of this agent: what its predecessor told last is compared with it
/// @param changedAt when the session came to its state
/// @param countsDue whether the counts are older than the last change
/// @param publishedAt when the session was told of last
/// @param flaps when it went down, of late
/// @param bfd what BFD says of its neighbour
record SeenSession(
        PlannedSession planned,
        Sight sight,
        RouteCounts counts,
        Optional<Reason> filtered,
        Sight first,
        Instant firstAt,
        Instant changedAt,
        boolean countsDue,
        Instant publishedAt,
        Flaps flaps,
        Optional<BfdState> bfd) {

    SeenSession withCountsDue() {
        return new SeenSession(
                planned, sight, counts, filtered, first, firstAt, changedAt, true, publishedAt, flaps, bfd);
    }

    SeenSession toldAt(Instant now) {
        return new SeenSession(planned, sight, counts, filtered, first, firstAt, changedAt, countsDue, now, flaps, bfd);
    }

    /// Why it is not up, or else what of it is refused.
    Optional<Reason> reason() {
        return sight.reason().or(() -> filtered);
    }

    /// Whether a reader of the bus would see a difference; times alone are none.
    boolean looksLike(SeenSession other) {
        return planned.equals(other.planned)
                && sight.state() == other.sight.state()
                && sight.birdState().equals(other.sight.birdState())
                && sight.bgpState().equals(other.sight.bgpState())
                && reason().equals(other.reason())
                && sight.lastError().equals(other.sight.lastError())
                && counts.equals(other.counts)
                && bfd.equals(other.bfd);
    }
}
