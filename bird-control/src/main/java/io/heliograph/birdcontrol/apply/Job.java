package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.Cost;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;

/// One configuration on its way into BIRD.
///
/// @param text the configuration, read
/// @param file where it is staged
/// @param arrived when it was offered
/// @param configured when `configure` was sent
/// @param configure how long BIRD took to take it
/// @param baseline the sessions that were up before, and are still configured with the same neighbour
/// @param cost what BIRD loses by it
/// @param networks how many networks BIRD held before; empty where nobody had to count
record Job(
        NodeConfig config,
        ConfigText text,
        String file,
        Instant arrived,
        Instant configured,
        Duration configure,
        Set<String> baseline,
        Cost cost,
        OptionalInt networks) {
    Job {
        baseline = Set.copyOf(baseline);
    }

    static Job of(NodeConfig config, ConfigText text, Instant arrived, Instant now) {
        return new Job(config, text, "", arrived, now, Duration.ZERO, Set.of(), Cost.NOTHING, OptionalInt.empty());
    }

    /// Of a configuration whose way does not even begin.
    static Job of(NodeConfig config, Instant arrived, Instant now) {
        return of(config, ConfigText.EMPTY, arrived, now);
    }

    Job staged(String where) {
        return new Job(config, text, where, arrived, configured, configure, baseline, cost, networks);
    }

    Job listed(Set<String> sessions, Cost price) {
        return new Job(config, text, file, arrived, configured, configure, sessions, price, networks);
    }

    Job counted(OptionalInt before) {
        return new Job(config, text, file, arrived, configured, configure, baseline, cost, before);
    }

    Job configuring(Instant now) {
        return new Job(config, text, file, arrived, now, configure, baseline, cost, networks);
    }

    Job taken(Instant now) {
        return new Job(config, text, file, arrived, configured, between(configured, now), baseline, cost, networks);
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
