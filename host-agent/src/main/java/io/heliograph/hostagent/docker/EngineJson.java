package io.heliograph.hostagent.docker;

import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.time.Instant;

/// Reads the engine's events.
final class EngineJson {
    private static final String UNKNOWN = "unknown";

    private EngineJson() {}

    /// One line of `GET /events`.
    static NetworkEvent event(String line) throws IOException {
        var root = FleetJson.mapper().readTree(line);
        long nanos = root.path("timeNano").asLong();
        return new NetworkEvent(
                root.path("Type").asText("network"),
                root.path("Action").asText(UNKNOWN),
                Instant.EPOCH.plusNanos(nanos));
    }
}
