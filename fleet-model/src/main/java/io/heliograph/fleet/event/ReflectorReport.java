package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.List;

/// The whole truth about one reflector's machine, as its agent sees it: a lost, repeated or late report does no harm.
/// Its sessions and routes have records of their own.
///
/// @param observedAt when the agent looked, by its own clock
/// @param cause what made the agent report: `start`, `change`, `heartbeat`
/// @param preflight what is wrong with the machine or its BIRD, or will be when more hosts join
public record ReflectorReport(
        ReflectorId reflector,
        ClusterId cluster,
        ReportVersion version,
        Instant observedAt,
        String cause,
        ReflectorFacts facts,
        List<Reason> preflight) {
    public ReflectorReport {
        preflight = preflight.stream().sorted().distinct().toList();
    }

    /// Whether this tells the same as another, whenever and why either was told.
    public boolean tellsTheSameAs(ReflectorReport other) {
        return reflector.equals(other.reflector)
                && cluster.equals(other.cluster)
                && facts.equals(other.facts)
                && preflight.equals(other.preflight);
    }
}
