package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Base64;
import java.util.regex.Pattern;

/// The public half of an enrolment token (Ed25519, RFC 8032): it tells whether a proof is true and makes none, so it
/// may stand in a fleet file and on the bus, which everybody reads.
public record JoinKey(@JsonValue String value) implements Comparable<JoinKey> {
    /// Tells what the text is to whoever finds it.
    public static final String PREFIX = "hgk1_";

    private static final Pattern VALID = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    @JsonCreator
    public JoinKey {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "joinKey", value);
        }
    }

    /// The key of an Ed25519 pair, from the 32 octets of its public half.
    public static JoinKey of(byte[] octets) {
        return new JoinKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    /// Whether the proof was made with this key's token, for this host of this cluster.
    public boolean accepts(JoinProof proof, ClusterId cluster, HostId host) {
        return Ed25519.verifies(
                Ed25519.decoded(value, PREFIX),
                JoinProof.statement(cluster, host),
                Ed25519.decoded(proof.value(), JoinProof.PREFIX));
    }

    @Override
    public int compareTo(JoinKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
