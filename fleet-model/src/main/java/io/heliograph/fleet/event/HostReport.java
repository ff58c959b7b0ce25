package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.JoinProof;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The whole truth about one host, as its agent sees it: a lost, repeated or late report does no harm.
///
/// @param observedAt when the agent looked, by its own clock
/// @param cause what made the agent report: `start`, `network create`, `heartbeat`, …
/// @param subnets what Docker gave to networks that can be routed
/// @param notAnnounced networks that are not announced, and why not
/// @param preflight why an announced subnet may still not be reachable
/// @param wish what the agent asks for; absent: to serve
/// @param proof that the agent has an enrolment token of the cluster, where it has one
/// @param heartbeatSeconds after how many seconds at most the agent reports again
public record HostReport(
        HostId host,
        ClusterId cluster,
        ReportVersion version,
        Instant observedAt,
        String cause,
        HostFacts facts,
        List<ReportedSubnet> subnets,
        List<Reason> notAnnounced,
        List<Reason> preflight,
        Optional<Wish> wish,
        Optional<JoinProof> proof,
        Optional<Integer> heartbeatSeconds) {
    /// `DRAIN`: the agent was asked to stop, and stops once its host's routes are withdrawn.
    public enum Wish {
        DRAIN
    }

    public HostReport {
        subnets = List.copyOf(subnets);
        notAnnounced = List.copyOf(notAnnounced);
        preflight = List.copyOf(preflight);
    }

    /// With neither wish nor proof.
    public HostReport(
            HostId host,
            ClusterId cluster,
            ReportVersion version,
            Instant observedAt,
            String cause,
            HostFacts facts,
            List<ReportedSubnet> subnets,
            List<Reason> notAnnounced,
            List<Reason> preflight) {
        this(
                host,
                cluster,
                version,
                observedAt,
                cause,
                facts,
                subnets,
                notAnnounced,
                preflight,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
