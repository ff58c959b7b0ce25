package io.heliograph.hostagent.report;

import java.time.Instant;

/// Something rang: look again. What it says is never taken for the truth, only for a cause.
///
/// @param cause `network create`, `engine back`, `bird up`, …
/// @param at when it rang here
public record Bell(String cause, Instant at) {
    /// The cause of a bell that rings because the engine is there, or is there again.
    public static final String ENGINE_CONNECTED = "engine connected";

    /// How the cause of a bell begins that Docker's event of a network rings.
    public static final String NETWORK = "network ";
}
