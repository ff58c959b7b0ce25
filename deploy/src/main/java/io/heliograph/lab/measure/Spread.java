package io.heliograph.lab.measure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a measurement that was repeated came out, in milliseconds.
public record Spread(int count, double p50, double p95, double p99, double max) {
    private static final double NANOS_PER_MILLI = 1e6;

    /// Empty when nothing was measured.
    public static Optional<Spread> of(List<Duration> durations) {
        if (durations.isEmpty()) {
            return Optional.empty();
        }
        var sorted = durations.stream().sorted().map(Spread::millis).toList();
        return Optional.of(new Spread(
                sorted.size(), rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99), sorted.getLast()));
    }

    /// The nearest rank: a value that was measured, never one between two.
    private static double rank(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /// With one decimal, as it is written to JSON.
    public static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_MILLI * 10) / 10.0;
    }
}
