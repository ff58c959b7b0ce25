package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// The name of a route reflector (RFC 4456), unique in the fleet.
/// Throws [InvalidValue] with `NAME_INVALID` for anything [Names] refuses, and for `inventory`: as a reporter of
/// routes that is the inventory's name, and a key has one writer.
public record ReflectorId(@JsonValue String value) implements Comparable<ReflectorId> {
    private static final String RESERVED = "inventory";

    @JsonCreator
    public ReflectorId {
        Names.require(value);
        if (value.equals(RESERVED)) {
            throw new InvalidValue(ReasonCode.NAME_INVALID, value);
        }
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
