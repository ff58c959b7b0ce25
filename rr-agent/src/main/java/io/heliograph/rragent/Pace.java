package io.heliograph.rragent;

import java.time.Duration;
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

    /// The share of BIRD's time that looking may take is one in so many.
    private static final int SHARE = 10;

    Pace next() {
        return new Pace(Math.min(step + 1, WHILE_PENDING.size() - 1));
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
}
