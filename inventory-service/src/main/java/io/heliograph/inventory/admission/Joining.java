package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a host that nobody declared may join. It is asked of newcomers only: who was admitted stays so, whatever
/// becomes of the policy or of a token.
final class Joining {
    /// Reasons in an entry which say that the host never joined: each of its reports is a newcomer's.
    static final Set<ReasonCode> STRANGER = EnumSet.of(
            ReasonCode.HOST_UNKNOWN,
            ReasonCode.CLUSTER_UNKNOWN,
            ReasonCode.JOIN_NOT_APPROVED,
            ReasonCode.JOIN_TOKEN_REFUSED);

    private Joining() {}

    static Optional<Reason> refusal(HostReport report, ClusterEntry cluster) {
        if (cluster.join() == JoinPolicy.OPEN) {
            return Optional.empty();
        }
        var membership = cluster.membership().orElse(Membership.DEFAULT);
        if (membership.newcomers().isEmpty()) {
            return refused(ReasonCode.HOST_UNKNOWN, report);
        }
        return switch (membership.newcomers().get()) {
            case APPROVED -> refused(ReasonCode.JOIN_NOT_APPROVED, report);
            case TOKEN -> withoutToken(report, membership);
        };
    }

    private static Optional<Reason> refused(ReasonCode code, HostReport report) {
        return Optional.of(Reason.of(code, report.host(), report.cluster()));
    }

    private static Optional<Reason> withoutToken(HostReport report, Membership membership) {
        if (report.proof().isEmpty()) {
            return Optional.of(Reason.of(
                    ReasonCode.JOIN_TOKEN_REFUSED, report.host(), report.cluster(), "its report has no proof"));
        }
        var proof = report.proof().get();
        boolean proven = membership.joinKeys().orElse(List.of()).stream()
                .anyMatch(key -> key.accepts(proof, report.cluster(), report.host()));
        return proven
                ? Optional.empty()
                : Optional.of(Reason.of(
                        ReasonCode.JOIN_TOKEN_REFUSED,
                        report.host(),
                        report.cluster(),
                        "its proof fits none of the cluster's keys"));
    }
}
