package io.heliograph.fleet.event;

import io.heliograph.fleet.reason.Reason;
import java.time.Instant;

/// A record that could not be read, kept for a person to look at.
///
/// @param origin the service that refused it
/// @param key the record's key, as it came
/// @param payload the record's value as text, cut to a bounded length
/// @param payloadBytes the length of the whole value, in bytes
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String key,
        Reason reason,
        String origin,
        String payload,
        int payloadBytes,
        Instant at) {}
