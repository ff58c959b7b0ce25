package io.heliograph.cli.view;

/// How an answer is written.
public enum OutputFormat {
    /// For people.
    TABLE,
    /// One document with the schema's name.
    JSON,
    YAML,
    /// One document a line for each entry.
    JSONL,
    /// The table's columns, with a line of titles (RFC 4180).
    CSV
}
