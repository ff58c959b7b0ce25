package io.heliograph.inventory.rollout;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a person's release is granted: what they name must be what waits at this moment, and the danger that they
/// accept must be the one that there is. Then it cannot happen that something else goes than what they looked at.
public final class ReleaseRules {
    /// A release is for now: what the fleet becomes tomorrow nobody has looked at.
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final int FEWEST_DIGITS = 12;

    private ReleaseRules() {}

    /// The release, or why not.
    ///
    /// @param waiting what was last told of the node's rollout
    public static ReleaseOutcome decide(ReleaseRequest request, Optional<Rollout> waiting, Instant now) {
        if (request.why().isBlank()) {
            return refused(ReasonCode.FIELD_INVALID, "why", "''");
        }
        if (!request.validFor().isPositive() || request.validFor().compareTo(LONGEST) > 0) {
            return refused(ReasonCode.FIELD_INVALID, "validFor", request.validFor() + " (up to " + LONGEST + ")");
        }
        return waiting.filter(rollout -> rollout.state() != Rollout.State.CLEAR)
                .flatMap(rollout -> rollout.revision().map(revision -> decide(request, rollout, revision, now)))
                .orElseGet(() -> refused(ReasonCode.NOTHING_WAITS, request.node()));
    }

    private static ReleaseOutcome decide(ReleaseRequest request, Rollout rollout, Revision revision, Instant now) {
        if (request.revision().length() < FEWEST_DIGITS || !revision.value().startsWith(request.revision())) {
            return refused(ReasonCode.REVISION_NOT_WAITING, request.node(), request.revision(), revision.abbreviated());
        }
        var risk = rollout.risk().orElse("");
        if (!risk.equals(request.acceptRisk())) {
            return refused(ReasonCode.RISK_NOT_ACCEPTED, request.node(), risk, request.acceptRisk());
        }
        return new ReleaseOutcome.Granted(new Release(
                request.node(),
                rollout.cluster(),
                revision,
                risk,
                request.why(),
                request.by(),
                now,
                now.plus(request.validFor())));
    }

    private static ReleaseOutcome refused(ReasonCode code, Object... arguments) {
        return new ReleaseOutcome.Refused(Reason.of(code, arguments));
    }
}
