package io.heliograph.renderer.kafka;

import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// What is written of a fleet record that cannot be read.
final class Letters {
    private static final int SHOWN_PAYLOAD = 4096;

    private Letters() {}

    static DeadLetter of(Record<String, byte[]> record, RecordMetadata metadata, Reason reason, Instant now) {
        var value = Objects.requireNonNullElse(record.value(), new byte[0]);
        return new DeadLetter(
                Topic.FLEET.topicName(),
                metadata.partition(),
                metadata.offset(),
                Objects.requireNonNullElse(record.key(), ""),
                reason,
                "config-renderer",
                new String(value, 0, Math.min(value.length, SHOWN_PAYLOAD), StandardCharsets.UTF_8),
                value.length,
                now);
    }
}
