package io.heliograph.fleet.answer;

/// How far a node's configuration has come: *not yet* differs from *failed*.
public enum Progress {
    /// The fleet wants a configuration for the node and none was rendered yet.
    WANTED,
    /// Rendered, and the node has not said that it runs it.
    PENDING,
    /// The node runs what was rendered last.
    CONFIRMED,
    /// A person must release it.
    HELD,
    /// The node tried it and runs something else.
    FAILED
}
