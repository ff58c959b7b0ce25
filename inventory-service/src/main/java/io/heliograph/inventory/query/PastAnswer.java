package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.reason.Reason;

/// What became of a question about the past.
public sealed interface PastAnswer {
    /// The story, as far as the bus still tells it.
    record Told(Explanation story) implements PastAnswer {}

    /// There was no such thing, or the bus has forgotten it.
    record Unknown() implements PastAnswer {}

    /// The bus could not be read.
    record Unavailable(Reason reason) implements PastAnswer {}
}
