package io.heliograph.hostagent.docker;

import java.time.Instant;

/// Something happened to a network.
///
/// @param action Docker's word: `create`, `destroy`, …
/// @param at by the engine's clock
record NetworkEvent(String action, Instant at) {}
