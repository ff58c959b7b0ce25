package io.heliograph.fleet.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long subnets took from their being observed to their being verified on every reflector: those that are there
/// now, by the time at which they arrived.
///
/// @param width of a bucket
/// @param buckets oldest first; spans in which nothing arrived are left out
public record Convergence(Duration width, List<Bucket> buckets) {
    /// Those that arrived in one span of time.
    ///
    /// @param from when the bucket begins
    /// @param subnets how many arrived in it
    /// @param p50 half of them took no longer
    /// @param p99 of a hundred, ninety-nine took no longer
    public record Bucket(Instant from, int subnets, Duration p50, Duration p99) {}

    public Convergence {
        buckets = List.copyOf(buckets);
    }
}
