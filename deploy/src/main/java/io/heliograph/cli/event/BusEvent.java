package io.heliograph.cli.event;

import io.heliograph.fleet.wire.Decoded;
import java.time.Instant;

/// One record of a topic.
///
/// @param at when the broker stored it
/// @param key as it came, empty where there was none
public record BusEvent(EventKind kind, int partition, long offset, Instant at, String key, Decoded<?> value) {
    /// Where it stands on the bus: `heliograph.applies/0@17`.
    public String place() {
        return kind.topic().topicName() + "/" + partition + "@" + offset;
    }
}
