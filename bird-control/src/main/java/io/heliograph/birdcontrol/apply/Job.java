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
/// @param asked when the question that is now open, or was answered last, was asked
/// @param check how long BIRD took to check it
/// @param configure how long BIRD took to take it
/// @param configured when `configure` was sent
/// @param baseline the sessions that were up before, and are still configured with the same neighbour
record Job(
        NodeConfig config,
        String file,
        Instant arrived,
        Instant asked,
        Duration check,
        Duration configure,
        Instant configured,
        Set<String> baseline) {
    Job {
        baseline = Set.copyOf(baseline);
    }

    static Job of(NodeConfig config, Instant arrived, Instant now) {
        return new Job(config, "", arrived, now, Duration.ZERO, Duration.ZERO, now, Set.of());
    }

    Job staged(String where, Instant now) {
        return new Job(config, where, arrived, now, check, configure, configured, baseline);
    }

    Job checked(Instant now) {
        return new Job(config, file, arrived, now, between(asked, now), configure, configured, baseline);
    }

    Job withBaseline(Set<String> sessions, Instant now) {
        return new Job(config, file, arrived, now, check, configure, now, sessions);
    }

    Job taken(Instant now) {
        return new Job(config, file, arrived, now, check, between(configured, now), configured, baseline);
    }

    ApplyResult.Timings timings(Instant now) {
        return new ApplyResult.Timings(check, configure, between(arrived, now));
    }

    /// A clock may be set back in between; a time is never less than nothing.
    private static Duration between(Instant from, Instant to) {
        var time = Duration.between(from, to);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
