package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/// The configuration that BIRD should run, and what became of it so far.
///
/// @param arrived when it came
/// @param owed whether a result of it is still to be told
/// @param failure why it cannot be applied for now, as it was told
/// @param verdict why it is not tried again
/// @param again when a verdict is to be thought over, though nobody has said anything
/// @param held why it was held when that was told last
/// @param deaths how often BIRD was lost during a trial of it
record Wish(
        Optional<NodeConfig> config,
        Instant arrived,
        boolean owed,
        Optional<ReasonCode> failure,
        Optional<ApplyEffect.Announce> verdict,
        Optional<Instant> again,
        Optional<Reason> held,
        int deaths) {
    static final Wish NONE = of(Optional.empty(), Instant.EPOCH, false);

    private static Wish of(Optional<NodeConfig> config, Instant arrived, boolean owed) {
        return new Wish(
                config, arrived, owed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    boolean isFor(NodeConfig other) {
        return config.isPresent() && config.get().revision().equals(other.revision());
    }

    boolean failureTold() {
        return failure.isPresent();
    }

    boolean isGivenUp() {
        return verdict.isPresent();
    }

    /// Whether it waits for a person, or for time to go by.
    boolean isHeld() {
        return verdict.filter(found -> found.outcome() == ApplyResult.Outcome.HELD)
                .isPresent();
    }

    /// Whether it was tried, and undone.
    boolean isUndone() {
        return verdict.filter(found -> found.outcome() == ApplyResult.Outcome.ROLLED_BACK)
                .isPresent();
    }

    /// What was found out about it is forgotten, and what becomes of it is told again.
    Wish anew() {
        return of(config, arrived, true);
    }

    /// What was found out about a revision holds for as long as that revision is offered.
    Wish offered(NodeConfig fresh, Instant now) {
        return isFor(fresh)
                ? new Wish(Optional.of(fresh), now, true, Optional.empty(), verdict, again, held, deaths)
                : of(Optional.of(fresh), now, true);
    }

    /// What the disk has is wanted as long as nothing was offered; nobody waits for its result.
    Wish orElse(Optional<NodeConfig> lastGood, Instant now) {
        return config.isPresent() ? this : of(lastGood, now, false);
    }

    Wish resultTold() {
        return new Wish(config, arrived, false, Optional.empty(), verdict, again, held, deaths);
    }

    Wish withFailureTold(ReasonCode code) {
        return new Wish(config, arrived, true, Optional.of(code), verdict, again, held, deaths);
    }

    Wish judged(Optional<ApplyEffect.Announce> found) {
        return new Wish(config, arrived, owed, failure, found, Optional.empty(), held, deaths);
    }

    Wish held(ApplyEffect.Announce found, Optional<Instant> until) {
        return new Wish(config, arrived, owed, failure, Optional.of(found), until, found.reason(), deaths);
    }

    Wish withDeaths(int count) {
        return new Wish(config, arrived, owed, failure, verdict, again, held, count);
    }
}
