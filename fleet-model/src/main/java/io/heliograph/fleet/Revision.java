package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// The revision of a configuration: the SHA-256 of its text, in 64 lower-case hexadecimal digits.
public record Revision(@JsonValue String value) implements Comparable<Revision> {
    private static final int SHORT = 12;

    @JsonCreator
    public Revision {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "revision", value);
        }
    }

    public static Revision of(String text) {
        return new Revision(Sha256.hex(text));
    }

    /// The first twelve digits, for people.
    public String abbreviated() {
        return value.substring(0, SHORT);
    }

    @Override
    public int compareTo(Revision other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
