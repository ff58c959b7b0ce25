package io.heliograph.hostagent.report;

import java.time.Instant;

/// Something rang: look again. What it says is never taken for the truth, only for a cause.
///
/// @param cause `network create`, `engine back`, `bird up`, …
/// @param at when it rang here
public record Bell(String cause, Instant at) {}
