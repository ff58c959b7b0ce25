package io.heliograph.cli.event;

import java.time.Instant;

/// From where a topic is read.
public sealed interface Start {
    /// All that is kept.
    record Beginning() implements Start {}

    /// Only what comes from now on.
    record End() implements Start {}

    /// What the broker stored at this time or later.
    record At(Instant time) implements Start {}

    /// What was not read yet.
    record After(ResumeToken token) implements Start {}

    /// The newest of each partition.
    record Newest(int records) implements Start {}
}
