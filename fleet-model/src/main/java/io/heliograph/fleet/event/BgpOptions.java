package io.heliograph.fleet.event;

import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;

/// How the sessions of a cluster are set up. Changing any of these restarts every session of the cluster.
///
/// @param reach whether peers share a link
/// @param holdTime RFC 4271, 4.2: silence for so long ends a session; 3 s to 65,535 s
public record BgpOptions(Reach reach, Duration holdTime) {
    /// `DIRECT`: peers share a link and next hops need no lookup. `MULTIHOP`: they do not, and next hops are
    /// resolved by the routes that BIRD learns from its kernel.
    public enum Reach {
        DIRECT,
        MULTIHOP
    }

    /// Ours; BIRD's 240 s leave a dead host routed for four minutes.
    public static final BgpOptions DEFAULT = new BgpOptions(Reach.MULTIHOP, Duration.ofSeconds(9));

    private static final long MIN_HOLD_SECONDS = 3;
    private static final long MAX_HOLD_SECONDS = 65_535;

    public BgpOptions {
        if (holdTime.toSeconds() < MIN_HOLD_SECONDS || holdTime.toSeconds() > MAX_HOLD_SECONDS) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "holdTime", holdTime);
        }
    }
}
