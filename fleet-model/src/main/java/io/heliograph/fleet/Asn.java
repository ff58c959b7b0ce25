package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// An autonomous system number of four octets (RFC 6793). 0 and 4294967295 are reserved (RFC 7607, RFC 7300)
/// and 23456 stands for a four-octet number (RFC 6793): all three are refused with `ASN_INVALID`.
public record Asn(@JsonValue long value) implements Comparable<Asn> {
    private static final long AS_TRANS = 23456;
    private static final long LAST = 4294967295L;

    @JsonCreator
    public Asn {
        if (value <= 0 || value >= LAST || value == AS_TRANS) {
            throw new InvalidValue(ReasonCode.ASN_INVALID, value);
        }
    }

    @Override
    public int compareTo(Asn other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
