package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/// The configuration that BIRD should run, and what became of it so far.
///
/// @param arrived when it came
/// @param owed whether a result of it is still to be told
/// @param failure why it cannot be applied for now, as it was told
/// @param verdict why it is not tried again
/// @param deaths how often BIRD was lost during a trial of it
record Wish(
        Optional<NodeConfig> config,
        Instant arrived,
        boolean owed,
        Optional<ReasonCode> failure,
        Optional<ApplyEffect.Announce> verdict,
        int deaths) {
    static final Wish NONE = new Wish(Optional.empty(), Instant.EPOCH, false, Optional.empty(), Optional.empty(), 0);

    boolean isFor(NodeConfig other) {
        return config.isPresent() && config.get().revision().equals(other.revision());
    }

    boolean failureTold() {
        return failure.isPresent();
    }

    boolean isGivenUp() {
        return verdict.isPresent();
    }

    /// What was found out about a revision holds for as long as that revision is offered.
    Wish offered(NodeConfig fresh, Instant now) {
        return isFor(fresh)
                ? new Wish(Optional.of(fresh), now, true, Optional.empty(), verdict, deaths)
                : new Wish(Optional.of(fresh), now, true, Optional.empty(), Optional.empty(), 0);
    }

    /// What the disk has is wanted as long as nothing was offered; nobody waits for its result.
    Wish orElse(Optional<NodeConfig> lastGood, Instant now) {
        return config.isPresent() ? this : new Wish(lastGood, now, false, Optional.empty(), Optional.empty(), 0);
    }

    Wish resultTold() {
        return new Wish(config, arrived, false, Optional.empty(), verdict, deaths);
    }

    Wish withFailureTold(ReasonCode code) {
        return new Wish(config, arrived, true, Optional.of(code), verdict, deaths);
    }

    Wish judged(Optional<ApplyEffect.Announce> found) {
        return new Wish(config, arrived, owed, failure, found, deaths);
    }

    Wish withDeaths(int count) {
        return new Wish(config, arrived, owed, failure, verdict, count);
    }
}
