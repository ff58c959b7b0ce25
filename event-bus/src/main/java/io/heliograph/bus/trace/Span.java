package io.heliograph.bus.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A step of a change's way, with its begin and its end.
///
/// @param context the trace, and the span's own id
/// @param parent the id of the span that led to this one
/// @param attributes for a person, few and short
/// @param links steps of other traces that went together with this one
public record Span(
        TraceContext context,
        Optional<String> parent,
        String name,
        Instant began,
        Instant ended,
        Map<String, String> attributes,
        List<TraceContext> links) {
    public Span {
        links = List.copyOf(links);
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /// A step that follows from `parent`. Its context goes into the headers of what the step leads to.
    public static Span after(
            TraceContext parent, String name, Instant began, Instant ended, Map<String, String> attributes) {
        return new Span(parent.child(name), Optional.of(parent.spanId()), name, began, ended, attributes, List.of());
    }

    public Span linkedTo(List<TraceContext> others) {
        return new Span(context, parent, name, began, ended, attributes, others);
    }
}
