package io.heliograph.bus.trace;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Follows a change through an agent: from the configuration that came to what became of it, and to the routes that it
/// let through. Holds the newest configuration only; one without a trace ends the trace of the one before. Safe for all
/// threads.
public final class ConfigTrace {
    private record Offered(Revision revision, TraceContext trace, Instant at) {}

    private record Applied(TraceContext trace, Instant at) {}

    private Optional<Offered> offered = Optional.empty();
    private Optional<Applied> applied = Optional.empty();

    /// A configuration came.
    public synchronized void offered(Revision revision, Optional<TraceContext> trace, Instant now) {
        offered = trace.map(context -> new Offered(revision, context, now));
    }

    /// The step from the configuration's coming to this result; empty where it is of no trace.
    public synchronized Optional<Span> applied(ApplyResult result) {
        var span = offered.filter(it -> it.revision().equals(result.revision()))
                .map(it -> Span.after(
                        it.trace(),
                        (result.outcome() == ApplyResult.Outcome.HELD ? "held " : "apply ") + result.node(),
                        it.at(),
                        result.at(),
                        Map.of(
                                "revision", result.revision().abbreviated(),
                                "outcome", result.outcome().name())));
        span.ifPresent(it -> applied = Optional.of(new Applied(it.context(), result.at())));
        return span;
    }

    /// The step from the confirmation to a route's being verified; empty for a route that it did not let through.
    public synchronized Optional<Span> verified(RouteHealth health) {
        var at = health.reachedAt().get(Stage.VERIFIED);
        if (at == null || health.stage() != Stage.VERIFIED) {
            return Optional.empty();
        }
        return applied.filter(it -> it.at().equals(health.reachedAt().get(Stage.APPLIED)))
                .map(it -> Span.after(
                        it.trace(),
                        "verified " + health.prefix() + " on " + health.reporter(),
                        it.at(),
                        at,
                        Map.of("prefix", health.prefix().toString())));
    }
}
