package io.heliograph.rragent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When to look at the routes again: soon after a change, seldom when all is well.
///
/// @param step how many looks there were since the last change
record Pace(int step) {
    static final Pace AT_ONCE = new Pace(0);

    private static final List<Duration> WHILE_PENDING = List.of(
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1));

    private static final List<Integer> ASKS = List.of(2, 6, 8);

    /// The share of BIRD's time that looking may take is one in so many.
    private static final int SHARE = 10;

    Pace next() {
        return new Pace(Math.min(step + 1, WHILE_PENDING.size() - 1));
    }

    /// Whether to ask the peers again after this look, 10, 60 and 310 ms after the change.
    ///
    /// Measured: a host's BIRD 2.0.12 answers a route refresh only when something else wakes it, after 0.5 to
    /// 2.2 s on a quiet session. A second request wakes it: 30 ms.
    boolean asksAgain() {
        return ASKS.contains(step);
    }

    /// Whether the last of these requests is made.
    boolean askedEnough() {
        return step > ASKS.getLast();
    }

    /// Until the next look while some prefix is not verified.
    ///
    /// @param lastLook how long the last one took
    Duration whilePending(Duration lastLook) {
        return longer(WHILE_PENDING.get(step), lastLook.multipliedBy(SHARE));
    }

    static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// No sooner than this after a look that took so long, however loudly BIRD rings.
    static Duration rest(Duration least, Duration lastLook) {
        return longer(least, lastLook.multipliedBy(SHARE));
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
