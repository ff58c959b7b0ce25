package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.event.NodeConfig;
import java.time.Instant;
import java.util.Optional;

/// The configuration that BIRD should run, and what became of it so far.
///
/// @param arrived when it came
/// @param owed whether a result of it is still to be told
/// @param failureTold whether it was told that it cannot be applied for now
/// @param verdict why it is not tried again
/// @param deaths how often BIRD was lost during a trial of it
record Wish(
        Optional<NodeConfig> config,
        Instant arrived,
        boolean owed,
        boolean failureTold,
        Optional<ApplyEffect.Announce> verdict,
        int deaths) {
    static final Wish NONE = new Wish(Optional.empty(), Instant.EPOCH, false, false, Optional.empty(), 0);

    boolean isFor(NodeConfig other) {
        return config.isPresent() && config.get().revision().equals(other.revision());
    }

    boolean isGivenUp() {
        return verdict.isPresent();
    }

    /// What was found out about a revision holds for as long as that revision is offered.
    Wish offered(NodeConfig fresh, Instant now) {
        return isFor(fresh)
                ? new Wish(Optional.of(fresh), now, true, false, verdict, deaths)
                : new Wish(Optional.of(fresh), now, true, false, Optional.empty(), 0);
    }

    /// What the disk has is wanted as long as nothing was offered; nobody waits for its result.
    Wish orElse(Optional<NodeConfig> lastGood, Instant now) {
        return config.isPresent() ? this : new Wish(lastGood, now, false, false, Optional.empty(), 0);
    }

    Wish resultTold() {
        return new Wish(config, arrived, false, false, verdict, deaths);
    }

    Wish withFailureTold() {
        return new Wish(config, arrived, true, true, verdict, deaths);
    }

    Wish judged(Optional<ApplyEffect.Announce> found) {
        return new Wish(config, arrived, owed, failureTold, found, deaths);
    }

    Wish withDeaths(int count) {
        return new Wish(config, arrived, owed, failureTold, verdict, count);
    }
}
