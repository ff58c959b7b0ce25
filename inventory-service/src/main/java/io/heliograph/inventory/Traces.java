package io.heliograph.inventory;

import io.heliograph.bus.http.Tracer;
import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The inventory's part in the trace of a change: from a report to the entries that it changed.
final class Traces implements AutoCloseable {
    private final Tracer tracer;

    /// @param collector where traces go; empty: nowhere
    Traces(Optional<String> collector) {
        tracer = Tracer.to(collector, "inventory-service", "inventory");
    }

    /// What goes into the headers of the entries; empty for a report that changes none, or that is of no trace.
    Optional<TraceContext> admitted(InventoryState.Effects effects, Optional<TraceContext> from, Instant began) {
        var step = from.filter(_ -> !effects.entries().isEmpty())
                .map(it -> Span.after(it, "admit", began, Instant.now(), Map.of()));
        step.ifPresent(tracer::note);
        return step.map(Span::context);
    }

    @Override
    public void close() {
        tracer.close();
    }
}
