package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a router outside the fleet, to which reflectors announce the container subnets.
/// Throws [io.heliograph.fleet.reason.InvalidValue] with `NAME_INVALID` for anything [Names] refuses.
public record UpstreamId(@JsonValue String value) implements Comparable<UpstreamId> {
    @JsonCreator
    public UpstreamId {
        Names.require(value);
    }

    @Override
    public int compareTo(UpstreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
