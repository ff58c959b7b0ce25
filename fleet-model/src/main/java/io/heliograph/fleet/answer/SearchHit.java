package io.heliograph.fleet.answer;

/// Something in the fleet that a search found.
///
/// @param kind `cluster`, `reflector`, `host`, `route` or `session`
/// @param subject its name
/// @param note what it is, in a few words
public record SearchHit(String kind, String subject, String note) {}
