package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a Docker host, unique in the fleet; usually its host name.
/// Throws [io.heliograph.fleet.reason.InvalidValue] with `NAME_INVALID` for anything [Names] refuses.
public record HostId(@JsonValue String value) implements Comparable<HostId> {
    @JsonCreator
    public HostId {
        Names.require(value);
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
