package io.heliograph.bus.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Spans in the JSON of OTLP/HTTP 1.x, the body of `POST /v1/traces`.
public final class OtlpJson {
    private static final int INTERNAL = 1;

    private OtlpJson() {}

    /// The body of the request.
    ///
    /// @param resource who sends: `service.name`, …
    public static String request(Map<String, String> resource, List<Span> spans) {
        return """
                {"resourceSpans":[{"resource":{"attributes":%s},"scopeSpans":[{"scope":{"name":"heliograph"},"spans":[%s]}]}]}""".formatted(
                        attributes(resource), spans.stream().map(OtlpJson::span).collect(Collectors.joining(",")));
    }

    private static String span(Span span) {
        return """
                {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":%s,"kind":%d,\
                "startTimeUnixNano":"%s","endTimeUnixNano":"%s","attributes":%s,"links":%s}""".formatted(
                        span.context().traceId(),
                        span.context().spanId(),
                        span.parent().orElse(""),
                        quoted(span.name()),
                        INTERNAL,
                        nanos(span.began()),
                        nanos(span.ended()),
                        attributes(span.attributes()),
                        links(span.links()));
    }

    private static String links(List<TraceContext> links) {
        return links.stream()
                .map(link -> "{\"traceId\":\"%s\",\"spanId\":\"%s\"}".formatted(link.traceId(), link.spanId()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()) + "";
    }

    private static String attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(one -> "{\"key\":" + quoted(one.getKey()) + ",\"value\":{\"stringValue\":" + quoted(one.getValue())
                        + "}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(code -> {
            if (code == '"' || code == '\\') {
                quoted.append('\\').appendCodePoint(code);
            } else if (code < ' ') {
                quoted.append("\\u%04x".formatted(code));
            } else {
                quoted.appendCodePoint(code);
            }
        });
        return quoted.append('"').toString();
    }
}
