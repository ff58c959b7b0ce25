package io.heliograph.birdcontrol.sample;

import java.time.Duration;
import java.util.stream.LongStream;

/// The bounds of histograms that both agents have, so that their figures can be added up.
public final class Buckets {
    private Buckets() {}

    /// From a change that BIRD takes in a moment to one that is on trial for its whole time.
    public static Duration[] ofApply() {
        return LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
                .mapToObj(Duration::ofMillis)
                .toArray(Duration[]::new);
    }
}
