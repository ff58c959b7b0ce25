package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The name of a secret that each machine holds for itself. The secret is never on the bus: a configuration includes
/// a file by this name, and the agent writes that file from what its machine has.
public record SecretName(@JsonValue String value) implements Comparable<SecretName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern INCLUDED =
            Pattern.compile("(?m)^\\tinclude \"secret-([a-z][a-z0-9_]{0,39})\\.conf\";$");

    /// Throws [InvalidValue] with `FIELD_INVALID` for anything but small letters, digits and underscores, so that the
    /// name is good for a file and for a variable of the environment.
    @JsonCreator
    public SecretName {
        if (!VALID.matcher(value).matches()) {
            throw InvalidValue.field(
                    "password", value, "the name of a secret: 1 to 40 small letters, digits, underscores");
        }
    }

    /// The line by which a session takes the secret's file in, which lies beside the configuration.
    public String inclusion() {
        return "\tinclude \"" + fileName() + "\";\n";
    }

    /// The name of the file with the secret in BIRD's words.
    public String fileName() {
        return "secret-" + value + ".conf";
    }

    /// The variable of the environment that may hold it.
    public String variable() {
        return "HELIOGRAPH_SECRET_" + value.toUpperCase(Locale.ROOT);
    }

    /// Those that a configuration includes.
    public static SortedSet<SecretName> in(String text) {
        var names = new TreeSet<SecretName>();
        if (text.contains("include \"secret-")) {
            INCLUDED.matcher(text).results().forEach(found -> names.add(new SecretName(found.group(1))));
        }
        return names;
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
