package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A host's proof that its agent has an enrolment token. It names the host and the cluster: copied into another host's
/// report it proves nothing.
public record JoinProof(@JsonValue String value) {
    public static final String PREFIX = "hgp1_";

    private static final Pattern VALID = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{86}");

    @JsonCreator
    public JoinProof {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "proof", value);
        }
    }

    /// What is signed. Names have no line ends, so it can be read in one way only.
    static byte[] statement(ClusterId cluster, HostId host) {
        return ("heliograph join 1\n" + cluster + "\n" + host + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return value;
    }
}
