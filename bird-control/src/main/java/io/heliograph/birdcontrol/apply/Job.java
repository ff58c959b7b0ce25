package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// One configuration on its way into BIRD.
///
/// @param file where it is staged
/// @param arrived when it was offered
/// @param configured when `configure` was sent
/// @param configure how long BIRD took to take it
/// @param baseline the sessions that were up before, and are still configured with the same neighbour
record Job(
        NodeConfig config, String file, Instant arrived, Instant configured, Duration configure, Set<String> baseline) {
    Job {
        baseline = Set.copyOf(baseline);
    }

    static Job of(NodeConfig config, Instant arrived, Instant now) {
        return new Job(config, "", arrived, now, Duration.ZERO, Set.of());
    }

    Job staged(String where) {
        return new Job(config, where, arrived, configured, configure, baseline);
    }

    Job configuring(Set<String> sessions, Instant now) {
        return new Job(config, file, arrived, now, configure, sessions);
    }

    Job taken(Instant now) {
        return new Job(config, file, arrived, configured, between(configured, now), baseline);
    }

    ApplyResult.Timings timings(Instant now) {
        return new ApplyResult.Timings(Duration.ZERO, configure, between(arrived, now));
    }

    /// A clock may be set back in between; a time is never less than nothing.
    private static Duration between(Instant from, Instant to) {
        var time = Duration.between(from, to);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
