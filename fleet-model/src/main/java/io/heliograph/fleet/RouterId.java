package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// A BGP identifier (RFC 6286): four octets, not zero, unique among the speakers of an AS.
public record RouterId(int bits) implements Comparable<RouterId> {
    public RouterId {
        if (bits == 0) {
            throw new InvalidValue(ReasonCode.ROUTER_ID_INVALID, "0.0.0.0");
        }
    }

    /// Reads a dotted quad; throws [InvalidValue] with `ROUTER_ID_INVALID` when `text` is not one.
    @JsonCreator
    public static RouterId parse(String text) {
        try {
            var address = IpAddress.parse(text);
            if (address.family() == IpAddress.Family.IPV4) {
                return new RouterId((int) address.lo());
            }
        } catch (InvalidValue e) {
            throw new InvalidValue(ReasonCode.ROUTER_ID_INVALID, e, text);
        }
        throw new InvalidValue(ReasonCode.ROUTER_ID_INVALID, text);
    }

    /// The identifier of a node that was given none: the first octets of the hash of its name.
    public static RouterId derivedFrom(NodeId node) {
        int bits = (int) Sha256.leadingBits(node.toString());
        return new RouterId(bits == 0 ? 1 : bits);
    }

    @Override
    public int compareTo(RouterId other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    @JsonValue
    public String toString() {
        return IpAddress.quadText(bits);
    }
}
