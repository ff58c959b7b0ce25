package io.heliograph.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.fleet.reason.Reason;
import java.util.Optional;

/// What the inventory's stream says.
public sealed interface StreamSignal {
    /// What was read before is void.
    record Reset() implements StreamSignal {}

    /// One answer is another.
    ///
    /// @param kind `session`, `host`, …
    /// @param view what it is now; empty: it is no more
    record Changed(String kind, String key, Optional<JsonNode> view) implements StreamSignal {}

    /// The stream lives.
    record Beat() implements StreamSignal {}

    /// The stream is not there; it is sought again.
    record Lost(Reason reason) implements StreamSignal {}
}
