package io.heliograph.birdcontrol.brake;

import java.time.Instant;
import java.util.Optional;

/// Whether a configuration may go on its own, by what it would cost the BIRD that runs now.
public final class AgentBrake {
    private final BrakeLimits limits;

    public AgentBrake(BrakeLimits limits) {
        this.limits = limits;
    }

    /// Why a configuration is held.
    ///
    /// @param what it would cost, in words
    /// @param until when so much of the past will be forgotten that it should be looked at again; empty where it
    ///     costs too much by itself
    public record Hold(String what, Optional<Instant> until) {}

    /// Empty for one that may go.
    ///
    /// @param losses what was lost before
    public Optional<Hold> judge(Cost cost, Losses losses, Instant now) {
        if (cost.isNothing()) {
            return Optional.empty();
        }
        boolean alone = exceeds(cost, Losses.NONE);
        var recent = recent(losses, now);
        if (!alone && !exceeds(cost, recent)) {
            return Optional.empty();
        }
        var until = alone
                ? Optional.<Instant>empty()
                : recent.oldest().map(at -> at.plus(limits.window()).plusMillis(1));
        return Optional.of(new Hold(words(cost, alone ? Losses.NONE : recent), until));
    }

    /// What still counts at this moment.
    public Losses recent(Losses losses, Instant now) {
        return losses.since(now.minus(limits.window()));
    }

    private boolean exceeds(Cost cost, Losses recent) {
        // A session that was started again is up again, and is one.
        return limits.exceeded(recent.sessionsWith(cost.sessions()), recent.sessionsWith(cost.up()))
                || limits.exceeded(
                        recent.prefixesWith(cost.prefixes()),
                        cost.held() + recent.prefixes().size());
    }

    private String words(Cost cost, Losses recent) {
        var own = cost.sessions().size() + " of " + cost.up().size() + " sessions and "
                + cost.prefixes().size() + " of " + cost.held() + " prefixes";
        int sessions = recent.sessionsWith(cost.sessions()) - cost.sessions().size();
        int prefixes = recent.prefixesWith(cost.prefixes()) - cost.prefixes().size();
        return sessions + prefixes == 0
                ? own
                : own + ", after " + sessions + " sessions and " + prefixes + " prefixes in the last "
                        + limits.window().toMinutes() + " minutes,";
    }
}
