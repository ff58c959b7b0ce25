package io.heliograph.fleet.reason;

import static io.heliograph.fleet.reason.ReasonCode.*;

import java.util.EnumSet;
import java.util.Set;

/// Which reason explains which other: where the first holds of what the second depends on, the second is its
/// consequence and is not told beside it.
final class Causes {
    /// What is wrong with an agent or a BIRD as a whole.
    private static final Set<ReasonCode> NODE_IS_OUT = Set.of(BIRD_UNREACHABLE, BIRD_TOO_OLD, AGENT_SILENT, BUS_SILENT);

    /// What keeps a node from what it was to run.
    private static final Set<ReasonCode> NOT_APPLIED = Set.of(
            CONFIG_REFUSED_BY_BIRD,
            CONFIG_ROLLED_BACK,
            CONFIG_HELD,
            SECRET_MISSING,
            ROLLOUT_STOPPED,
            ROLLOUT_WAITING,
            HOST_SET_ASIDE);

    private static final Set<ReasonCode> SESSION_IS_DOWN = Set.of(
            SESSION_NOT_YET,
            SESSION_LOST,
            SESSION_BAD_PEER_AS,
            SESSION_BAD_ROUTER_ID,
            SESSION_ADMIN_DOWN,
            SESSION_LIMIT_HIT,
            SESSION_HOLD_EXPIRED,
            SESSION_REFUSED);

    private Causes() {}

    static Set<ReasonCode> of(ReasonCode consequence) {
        return switch (consequence) {
            case BIRD_UNREACHABLE -> Set.of(BIRD_UNREACHABLE);
            case AGENT_SILENT -> Set.of(BUS_SILENT);
            case SESSION_NOT_YET, SESSION_LOST, SESSION_ADMIN_DOWN, SESSION_HOLD_EXPIRED, SESSION_REFUSED ->
                join(NODE_IS_OUT, NOT_APPLIED, Set.of(HOST_LEASE_EXPIRED, HOST_STOPPING, HOST_DRAINED));
            case ROUTE_MISSING, NEXT_HOP_UNRESOLVED ->
                join(NODE_IS_OUT, NOT_APPLIED, SESSION_IS_DOWN, Set.of(CONFIG_DRIFT));
            // What preflight says of a subnet comes before its probe already (`RouteView.broken`). A route outlives its
            // session where BIRD waits for a graceful restart.
            case PROBE_FAILED -> join(SESSION_IS_DOWN, Set.of(FORWARDING_OFF, IPV4_FORWARDING_OFF));
            case ROLLOUT_STOPPED, ROLLOUT_WAITING -> Set.of(HOST_SET_ASIDE);
            default -> Set.of();
        };
    }

    @SafeVarargs
    private static Set<ReasonCode> join(Set<ReasonCode>... parts) {
        var all = EnumSet.noneOf(ReasonCode.class);
        for (var part : parts) {
            all.addAll(part);
        }
        return Set.copyOf(all);
    }
}
