package io.heliograph.inventory.http;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// A moment that a request asks for.
final class PastTime {
    private static final int BAD_REQUEST = 400;

    private PastTime() {}

    /// Reads an ISO 8601 time with an offset that has passed.
    static Instant parse(String text, Instant now) {
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            if (!at.isAfter(now)) {
                return at;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new RefusedRequest(
                BAD_REQUEST,
                List.of(Reason.of(ReasonCode.FIELD_INVALID, "at", text + " (a time that has passed, as " + now + ")")));
    }
}
