package io.heliograph.rragent.report;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.node.preflight.BirdSight;
import io.heliograph.node.preflight.KernelFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Turns what was seen of the reflector's machine into reports, and knows which was told last: one at the start, one
/// for each change, and one each heartbeat.
///
/// @param agent the agent's version
/// @param told the report that was told last
/// @param lastBird the version that BIRD last answered with
public record ReflectorReporter(
        ReflectorId reflector,
        ClusterId cluster,
        String agent,
        Duration heartbeat,
        Optional<ReflectorReport> told,
        Optional<String> lastBird) {
    /// One that has told nothing yet.
    public static ReflectorReporter of(ReflectorId reflector, ClusterId cluster, String agent, Duration heartbeat) {
        return new ReflectorReporter(reflector, cluster, agent, heartbeat, Optional.empty(), Optional.empty());
    }

    /// What is to be told now; empty where it was told already.
    ///
    /// @param version is asked only where there is something to tell
    public Optional<ReflectorReport> report(
            KernelFacts kernel, BirdSight bird, List<Reason> preflight, Supplier<ReportVersion> version, Instant now) {
        var facts = new ReflectorFacts(
                agent, kernel.release(), bird.answers(), bird.version().or(() -> lastBird), heartbeat);
        return cause(facts, preflight, now)
                .map(cause -> new ReflectorReport(reflector, cluster, version.get(), now, cause, facts, preflight));
    }

    private Optional<String> cause(ReflectorFacts facts, List<Reason> preflight, Instant now) {
        if (told.isEmpty()) {
            return Optional.of("start");
        }
        if (!told.get().facts().equals(facts) || !told.get().preflight().equals(preflight)) {
            return Optional.of("change");
        }
        // A clock that was set back must not silence the agent.
        var since = Duration.between(told.get().observedAt(), now);
        return since.isNegative() || since.compareTo(heartbeat) >= 0 ? Optional.of("heartbeat") : Optional.empty();
    }

    public ReflectorReporter after(ReflectorReport report) {
        return new ReflectorReporter(
                reflector,
                cluster,
                agent,
                heartbeat,
                Optional.of(report),
                report.facts().bird());
    }
}
