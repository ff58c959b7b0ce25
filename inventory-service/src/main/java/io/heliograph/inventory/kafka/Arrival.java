package io.heliograph.inventory.kafka;

import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Instant;
import java.util.Optional;

/// A record as it came off the bus.
///
/// @param at the record's own time, which its producer set
/// @param key empty where the producer sent none
/// @param foreign whether another process than this one wrote it
/// @param value the bytes as they came; empty for a tombstone
public record Arrival(
        Topic topic,
        int partition,
        long offset,
        Instant at,
        String key,
        boolean foreign,
        Decoded<?> decoded,
        Optional<TraceContext> trace,
        Bytes value) {
    /// Bytes that nobody changes.
    public static final class Bytes {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        public int length() {
            return bytes.length;
        }

        /// The first of them as text, for a person: what is no UTF-8 is replaced.
        public String text(int limit) {
            return new String(bytes, 0, Math.min(bytes.length, limit), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
