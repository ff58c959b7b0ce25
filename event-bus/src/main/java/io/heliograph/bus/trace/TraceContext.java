package io.heliograph.bus.trace;

import io.heliograph.fleet.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which trace a record belongs to, and the span that led to it: W3C's `traceparent`, version 00.
///
/// @param traceId 32 digits
/// @param spanId 16 digits: the parent of whatever follows
public record TraceContext(String traceId, String spanId) {
    /// The header of a Kafka record, as CloudEvents' distributed tracing extension names it.
    public static final String HEADER = "traceparent";

    private static final Pattern TEXT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final int SPAN_DIGITS = 16;
    private static final String SAMPLED = "01";

    /// Empty for what is none: a foreign header must not stop a record.
    public static Optional<TraceContext> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new TraceContext(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /// The span that follows from this one, named so that it can be named again: no two of one parent have one name.
    public TraceContext child(String name) {
        return new TraceContext(traceId, Sha256.hex(traceId + spanId + name).substring(0, SPAN_DIGITS));
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + SAMPLED;
    }
}
