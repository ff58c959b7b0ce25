package io.heliograph.fleet.answer;

import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// Something that is not as it should be.
///
/// @param kind `cluster`, `reflector`, `host`, `session`, `route` or `bus`
/// @param subject what it is about, in the form that `explain` reads
/// @param since when it began, as far as it is known
public record Trouble(String kind, String subject, Reason reason, Optional<Instant> since) {}
