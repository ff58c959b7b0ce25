package io.heliograph.bus.kafka;

import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Partitions;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Events to Kafka records and back. The headers are those of the CloudEvents Kafka binding in binary mode.
public final class EventRecords {
    private static final String CE_TYPE = "ce_type";

    private EventRecords() {}

    /// The record of an event, on its topic and with its key; a fleet entry goes to its cluster's partition.
    ///
    /// @param source who writes, a URI reference such as `/inventory` or `/host/docker01`
    /// @param partitions the number of partitions of the event's topic; only fleet entries need it
    public static ProducerRecord<String, byte[]> of(Object event, String source, Instant time, int partitions) {
        return of(event, source, time, partitions, Optional.empty());
    }

    /// As above, with the trace that the event belongs to.
    public static ProducerRecord<String, byte[]> of(
            Object event, String source, Instant time, int partitions, Optional<TraceContext> trace) {
        Integer partition =
                event instanceof FleetEntry entry ? Integer.valueOf(Partitions.of(entry.cluster(), partitions)) : null;
        return new ProducerRecord<>(
                EventType.of(event).topic().topicName(),
                partition,
                Keys.of(event),
                EventCodec.encode(event),
                headers(event, source, time, trace));
    }

    /// The CloudEvents headers of an event.
    public static Headers headers(Object event, String source, Instant time) {
        var headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", UUID.randomUUID().toString());
        put(headers, "ce_source", source);
        put(headers, CE_TYPE, EventType.of(event).typeName());
        put(headers, "ce_subject", Keys.of(event));
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/json");
        return headers;
    }

    /// The same headers, and the trace that the event belongs to.
    public static Headers headers(Object event, String source, Instant time, Optional<TraceContext> trace) {
        var headers = headers(event, source, time);
        trace.ifPresent(context -> put(headers, TraceContext.HEADER, context.toString()));
        return headers;
    }

    /// The trace that a record belongs to; empty where its writer traced nothing.
    public static Optional<TraceContext> trace(Headers headers) {
        return text(headers.lastHeader(TraceContext.HEADER)).flatMap(TraceContext::parse);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a record of `topic`; never throws for what is in it.
    public static <T> Decoded<T> decode(Topic topic, Class<T> expected, ConsumerRecord<String, byte[]> record) {
        return decode(topic, expected, record.headers(), record.key(), record.value());
    }

    /// As above, for callers that hold the parts of a record.
    public static <T> Decoded<T> decode(
            Topic topic, Class<T> expected, Headers headers, @Nullable String key, byte @Nullable [] value) {
        return EventCodec.decode(topic, expected, text(headers.lastHeader(CE_TYPE)), Optional.ofNullable(key), value);
    }

    private static Optional<String> text(@Nullable Header header) {
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
