package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a secret that each machine holds for itself. The secret is never on the bus: a configuration includes
/// a file by this name, and the agent writes that file from what its machine has.
public record SecretName(@JsonValue String value) implements Comparable<SecretName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /// Throws [InvalidValue] with `FIELD_INVALID` for anything but small letters, digits and underscores, so that the
    /// name is good for a file and for a variable of the environment.
    @JsonCreator
    public SecretName {
        if (!VALID.matcher(value).matches()) {
            throw InvalidValue.field(
                    "password", value, "the name of a secret: 1 to 40 small letters, digits, underscores");
        }
    }

    /// The variable of the environment that may hold it.
    public String variable() {
        return "HELIOGRAPH_SECRET_" + value.toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
