package io.heliograph.birdcontrol.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A question that is asked until its answer is the right one: at once, then after 2, 4, 8, … up to 250 ms.
///
/// @param at when it is asked next; empty while its answer is awaited
/// @param count how often it was asked
record Poll(Optional<Instant> at, int count) {
    private static final long FIRST_MILLIS = 2;
    private static final long LAST_MILLIS = 250;
    private static final int LAST_DOUBLING = 7;

    static final Poll FIRST = new Poll(Optional.empty(), 1);

    Poll later(Instant now) {
        return new Poll(Optional.of(now.plus(pause(count))), count);
    }

    Poll asked() {
        return new Poll(Optional.empty(), count + 1);
    }

    static Duration pause(int count) {
        return Duration.ofMillis(Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(count, LAST_DOUBLING)));
    }
}
