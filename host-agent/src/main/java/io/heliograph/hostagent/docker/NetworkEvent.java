package io.heliograph.hostagent.docker;

import java.time.Instant;

/// Something happened to a network, or to a container.
///
/// @param kind Docker's word: `network` or `container`
/// @param action Docker's word: `create`, `destroy`, …
/// @param at by the engine's clock
record NetworkEvent(String kind, String action, Instant at) {}
