package io.heliograph.renderer.kafka;

import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Instant;
import java.util.Map;

/// The renderer's part in the trace of a change.
final class RenderStep {
    private RenderStep() {}

    /// @param from the step that wrote the entry
    static Span of(TraceContext from, NodeConfig config, Instant began) {
        return Span.after(
                from,
                "render " + config.node(),
                began,
                Instant.now(),
                Map.of(
                        "revision", config.revision().abbreviated(),
                        "class", config.changeClass().name()));
    }
}
