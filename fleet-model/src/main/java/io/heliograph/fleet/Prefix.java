package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// An address prefix (RFC 4291, 2.3; RFC 4632): a network address without host bits, and a length in bits.
///
/// The order is by address, then the shorter first, so that a prefix stands before what it covers.
public record Prefix(IpAddress address, int length) implements Comparable<Prefix> {

    /// Throws [InvalidValue] with `PREFIX_INVALID` for a length out of range or host bits that are set.
    public Prefix {
        if (length < 0 || length > address.family().bits()) {
            throw new InvalidValue(ReasonCode.PREFIX_INVALID, address + "/" + length);
        }
        if (!address.equals(masked(address, length))) {
            throw new InvalidValue(ReasonCode.PREFIX_INVALID, address + "/" + length);
        }
    }

    /// Reads `address/length`; throws [InvalidValue] with `PREFIX_INVALID` when `text` is not a prefix.
    @JsonCreator
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
            throw new InvalidValue(ReasonCode.PREFIX_INVALID, text);
        }
        try {
            return new Prefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (InvalidValue e) {
            throw new InvalidValue(ReasonCode.PREFIX_INVALID, e, text);
        }
    }

    private static IpAddress masked(IpAddress address, int length) {
        if (address.family() == Family.IPV4) {
            return new IpAddress(Family.IPV4, 0, address.lo() & mask(length + 32));
        }
        return new IpAddress(
                Family.IPV6, address.hi() & mask(Math.min(length, 64)), address.lo() & mask(Math.max(length - 64, 0)));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    public Family family() {
        return address.family();
    }

    /// The default route of either family.
    public boolean isDefault() {
        return length == 0;
    }

    /// Whether every address of `other` is in this prefix; a prefix covers itself.
    public boolean covers(Prefix other) {
        return family() == other.family()
                && length <= other.length
                && masked(other.address, length).equals(address);
    }

    public boolean contains(IpAddress candidate) {
        return family() == candidate.family() && masked(candidate, length).equals(address);
    }

    /// Whether any address is in both: then one of the two covers the other.
    public boolean overlaps(Prefix other) {
        return length <= other.length ? covers(other) : other.covers(this);
    }

    @Override
    public int compareTo(Prefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    @Override
    @JsonValue
    public String toString() {
        return address + "/" + length;
    }
}
