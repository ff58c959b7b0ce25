package io.heliograph.rragent.probes;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.RouteProbe.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One subnet that is probed.
///
/// ```
/// nothing settled, or another answer than what is settled ── again after a second
///        3 in a row that say the same ──▶ settled ── again at its turn
///        5 tries without that         ──▶ as it was ── again at its turn
/// ```
///
/// @param due when it is pinged next
/// @param asked when the ping left whose outcome is awaited
/// @param settled what stands until three in a row say other
/// @param leaning what the last `inARow` answers said, where that is not what is settled
/// @param tries how many quick ones there were since the last turn
record Watched(
        Ping ping,
        Instant due,
        Optional<Instant> asked,
        Optional<RouteProbe> settled,
        Optional<Result> leaning,
        int inARow,
        int tries) {
    static final int SETTLES = 3;
    static final Duration AGAIN = Duration.ofSeconds(1);

    /// With one change of mind between them, five answers hold three of a kind in a row.
    private static final int MOST_TRIES = 5;

    private static final long SPREAD = 2_654_435_761L;

    static Watched at(Prefix prefix, IpAddress target, Instant now) {
        return new Watched(new Ping(prefix, target), now, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    }

    boolean isDue(Instant now) {
        return asked.isEmpty() && !due.isAfter(now);
    }

    boolean isHalfSettled() {
        return tries > 0;
    }

    Watched asked(Instant now) {
        return new Watched(ping, due, Optional.of(now), settled, leaning, inARow, tries);
    }

    Watched after(Ping.Outcome outcome, Duration each, Instant now) {
        return switch (outcome) {
            case ANSWERED -> after(Result.ANSWERED, each, now);
            case SILENT -> after(Result.SILENT, each, now);
            case NOT_SENT -> atRest(Optional.empty(), each, now);
        };
    }

    private Watched after(Result result, Duration each, Instant now) {
        if (settled.filter(known -> known.result() == result).isPresent()) {
            return atRest(settled, each, now);
        }
        int row = leaning.filter(result::equals).isPresent() ? inARow + 1 : 1;
        if (row >= SETTLES) {
            return atRest(Optional.of(new RouteProbe(ping.target(), result, now)), each, now);
        }
        boolean quick = tries + 1 < MOST_TRIES;
        var next = quick ? later(asked.orElse(now).plus(AGAIN), now) : turn(each, now);
        return new Watched(ping, next, Optional.empty(), settled, Optional.of(result), row, quick ? tries + 1 : 0);
    }

    private Watched atRest(Optional<RouteProbe> known, Duration each, Instant now) {
        return new Watched(ping, turn(each, now), Optional.empty(), known, Optional.empty(), 0, 0);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /// The subnet's own moment of each round, the same on every reflector: those of a fleet are spread over it, and the
    /// reflectors of a cluster come to their verdicts together.
    private Instant turn(Duration each, Instant now) {
        long round = each.toMillis();
        long own = Math.floorMod(ping.prefix().toString().hashCode() * SPREAD, round);
        long since = Math.floorMod(now.toEpochMilli() - own, round);
        return Instant.ofEpochMilli(now.toEpochMilli() - since + round);
    }
}
