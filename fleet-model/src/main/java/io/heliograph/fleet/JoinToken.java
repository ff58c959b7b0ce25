package io.heliograph.fleet;

import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Base64;
import java.util.regex.Pattern;

/// An enrolment token: a secret that lets its bearer's host join a cluster. It never leaves the machines that have it,
/// and is not shown in any text.
public final class JoinToken {
    public static final String PREFIX = "hgt1_";

    private static final Pattern VALID = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final String text;

    private JoinToken(String text) {
        this.text = text;
    }

    /// Reads a token; throws [InvalidValue], without the text, for what is none.
    public static JoinToken parse(String text) {
        if (!VALID.matcher(text).matches()) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "join token", "(not shown)");
        }
        return new JoinToken(text);
    }

    /// The token of an Ed25519 pair, from the 32 octets of its private half.
    public static String text(byte[] seed) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(seed);
    }

    public JoinProof proof(ClusterId cluster, HostId host) {
        var signature = Ed25519.sign(Ed25519.decoded(text, PREFIX), JoinProof.statement(cluster, host));
        return new JoinProof(
                JoinProof.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    @Override
    public String toString() {
        return PREFIX + "(not shown)";
    }
}
