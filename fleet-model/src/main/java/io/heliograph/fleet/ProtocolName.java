package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.regex.Pattern;

/// The name of a protocol in BIRD's configuration, and so of a session.
///
/// BIRD matches protocols by name across reconfigurations: a renamed protocol is a lost session. Host names
/// collide with BIRD's keywords (`client`, `s`, `ms`), therefore a name is a prefix and a hash of the id.
public record ProtocolName(@JsonValue String value) implements Comparable<ProtocolName> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int DIGITS = 12;

    @JsonCreator
    public ProtocolName {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "protocol name", value);
        }
    }

    public static ProtocolName of(HostId host) {
        return new ProtocolName("h_" + hash(host.value()));
    }

    public static ProtocolName of(ReflectorId reflector) {
        return new ProtocolName("r_" + hash(reflector.value()));
    }

    public static ProtocolName of(UpstreamId upstream) {
        return new ProtocolName("u_" + hash(upstream.value()));
    }

    /// The name under which a stranger's attempts are told; BIRD has no such protocol.
    public static ProtocolName ofStranger(IpAddress address) {
        return new ProtocolName("x_" + hash(address.toString()));
    }

    /// The protocol that stands beside this one for IPv4, where BIRD has one a family.
    public ProtocolName ipv4() {
        return new ProtocolName(value + "_ipv4");
    }

    private static String hash(String id) {
        return Sha256.hex(id).substring(0, DIGITS);
    }

    @Override
    public int compareTo(ProtocolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
