package io.heliograph.cli.goal;

/// Whether a goal is reached.
public sealed interface Verdict {
    /// It is.
    record Reached() implements Verdict {}

    /// It is not.
    ///
    /// @param why as far as it is known: one clause, without a full stop
    record NotYet(String why) implements Verdict {}
}
