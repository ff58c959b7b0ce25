package io.heliograph.fleet.event;

import io.heliograph.fleet.JoinKey;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How hosts come to a cluster and leave it. What is absent has its default, and a default that is written out is
/// kept as absent, so that it changes nothing.
///
/// @param newcomers how a host that nobody declared may join where `join` is `DECLARED`; absent: not at all
/// @param joinKeys public keys of enrolment tokens, for `TOKEN`; at most 8, so that a token can be replaced
/// @param drainWait from the warning to the withdrawal of a drained host; up to 1 h; absent: 5 s
/// @param lease a host that is silent for so long, and whose sessions are down everywhere, is gone; 1 min to 365 d;
///     absent: never
public record Membership(
        Optional<Newcomers> newcomers,
        Optional<List<JoinKey>> joinKeys,
        Optional<Duration> drainWait,
        Optional<Duration> lease) {
    /// `APPROVED`: it waits in quarantine until a person approves it. `TOKEN`: its report proves that its agent
    /// has an enrolment token.
    public enum Newcomers {
        APPROVED,
        TOKEN
    }

    public static final Duration DRAIN_WAIT = Duration.ofSeconds(5);

    public static final Membership DEFAULT =
            new Membership(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration SHORTEST_LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LEASE = Duration.ofDays(365);
    private static final int MAX_KEYS = 8;

    public Membership {
        drainWait.ifPresent(wait -> require("drainWait", wait, Duration.ZERO, LONGEST_WAIT));
        lease.ifPresent(time -> require("lease", time, SHORTEST_LEASE, LONGEST_LEASE));
        joinKeys =
                joinKeys.map(keys -> keys.stream().sorted().distinct().toList()).filter(keys -> !keys.isEmpty());
        if (joinKeys.isPresent() && joinKeys.get().size() > MAX_KEYS) {
            throw new InvalidValue(
                    ReasonCode.FIELD_INVALID, "joinKeys", joinKeys.get().size() + " keys");
        }
        drainWait = drainWait.filter(wait -> !wait.equals(DRAIN_WAIT));
    }

    private static void require(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, name, value);
        }
    }
}
