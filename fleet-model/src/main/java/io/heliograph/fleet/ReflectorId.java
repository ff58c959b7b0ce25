package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a route reflector (RFC 4456), unique in the fleet.
/// Throws [io.heliograph.fleet.reason.InvalidValue] with `NAME_INVALID` for anything [Names] refuses.
public record ReflectorId(@JsonValue String value) implements Comparable<ReflectorId> {
    @JsonCreator
    public ReflectorId {
        Names.require(value);
    }

    @Override
    public int compareTo(ReflectorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
