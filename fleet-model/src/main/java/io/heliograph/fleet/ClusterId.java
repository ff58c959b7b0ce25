package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a cluster: hosts and the reflectors that serve them, under one policy.
/// Throws [io.heliograph.fleet.reason.InvalidValue] with `NAME_INVALID` for anything [Names] refuses.
public record ClusterId(@JsonValue String value) implements Comparable<ClusterId> {
    @JsonCreator
    public ClusterId {
        Names.require(value);
    }

    @Override
    public int compareTo(ClusterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
