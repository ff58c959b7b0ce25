package io.heliograph.fleet;

import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.regex.Pattern;

/// The rule for every name that a person or a machine gives to a part of the fleet.
///
/// Names reach BIRD's configuration inside strings, and BIRD's strings have no escapes: what could end a
/// string or a line is refused here, never escaped later.
final class Names {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private Names() {}

    static void require(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new InvalidValue(ReasonCode.NAME_INVALID, name);
        }
    }
}
