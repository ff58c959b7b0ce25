package io.heliograph.fleet.event;

/// Deletion is a record: what was removed says so, with its reason, before any tombstone.
public enum Lifecycle {
    ACTIVE,
    REMOVED
}
