package io.heliograph.renderer.kafka;

import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The renderer's part in the traces of changes.
final class RenderStep {
    private RenderStep() {}

    /// A step in the trace of each change that a configuration carries. The first is that of the newest change:
    /// its trace goes on with the record, which has room for one. It links to the changes that went along, and
    /// they to it.
    static List<Span> of(Unsent carried, NodeConfig config) {
        var first = new LinkedHashMap<TraceContext, Instant>();
        carried.changes()
                .reversed()
                .forEach(change -> first.merge(change.trace(), change.since(), (a, b) -> a.isBefore(b) ? a : b));
        var sent = Instant.now();
        var steps = first.entrySet().stream()
                .map(change -> Span.after(
                        change.getKey(),
                        "render " + config.node(),
                        change.getValue(),
                        sent,
                        Map.of(
                                "revision", config.revision().abbreviated(),
                                "class", config.changeClass().name())))
                .toList();
        if (steps.size() < 2) {
            return steps;
        }
        var goesOn = steps.getFirst();
        var along = steps.subList(1, steps.size());
        return Stream.concat(
                        Stream.of(goesOn.linkedTo(
                                along.stream().map(Span::context).toList())),
                        along.stream().map(step -> step.linkedTo(List.of(goesOn.context()))))
                .toList();
    }
}
