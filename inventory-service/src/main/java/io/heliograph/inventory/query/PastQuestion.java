package io.heliograph.inventory.query;

import java.time.Instant;

/// What somebody wants to know of the past.
///
/// @param subject a prefix, a host, or `reflector/session`
/// @param at the moment
public record PastQuestion(String subject, Instant at) {}
