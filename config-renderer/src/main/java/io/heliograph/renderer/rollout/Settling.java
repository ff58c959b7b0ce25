package io.heliograph.renderer.rollout;

import java.time.Duration;
import java.time.Instant;

/// When a loss is judged: not at its first record but when no more follow. An empty inventory arrives host by host,
/// and the brake would let the first fifth of it pass.
///
/// @param first when it began, or was judged before
/// @param last when it last became another
record Settling(Instant first, Instant last) {
    private static final Duration QUIET = Duration.ofMillis(250);

    /// A fleet that never rests is judged all the same.
    private static final Duration LONGEST = Duration.ofSeconds(1);

    static Settling begun(Instant now) {
        return new Settling(now, now);
    }

    Settling changed(Instant now) {
        return new Settling(isDue(now) ? now : first, now);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due());
    }

    Instant due() {
        var quiet = last.plus(QUIET);
        var longest = first.plus(LONGEST);
        return quiet.isBefore(longest) ? quiet : longest;
    }
}
