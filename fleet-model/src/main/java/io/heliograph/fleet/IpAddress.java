package io.heliograph.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;

/// An IPv6 or IPv4 address as its bits. IPv4 sits in the low 32 bits of `lo`.
///
/// Text is read strictly: no zone, no port, no leading zeros in IPv4 octets, and no IPv4-mapped IPv6
/// (`::ffff:192.0.2.1`), which no router announces. It is written as RFC 5952 asks.
public record IpAddress(Family family, long hi, long lo) implements Comparable<IpAddress> {
    /// The address family, with the number of bits in an address.
    public enum Family {
        IPV4(32),
        IPV6(128);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }
    }

    private static final int GROUPS = 8;

    public IpAddress {
        if (family == Family.IPV4 && (hi != 0 || lo >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /// Reads an address; throws [InvalidValue] with `ADDRESS_INVALID` when `text` is not one.
    @JsonCreator
    public static IpAddress parse(String text) {
        try {
            return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
        } catch (NumberFormatException e) {
            throw new InvalidValue(ReasonCode.ADDRESS_INVALID, e, text);
        }
    }

    private static IpAddress parseV4(String text) {
        var octets = text.split("\\.", -1);
        if (octets.length != 4) {
            throw new NumberFormatException("four octets expected");
        }
        return new IpAddress(Family.IPV4, 0, quad(octets));
    }

    private static long quad(String[] octets) {
        long bits = 0;
        for (var octet : octets) {
            bits = (bits << 8) | number(octet, 10, 3, 255);
            if (octet.length() > 1 && octet.charAt(0) == '0') {
                throw new NumberFormatException("leading zero");
            }
        }
        return bits;
    }

    private static IpAddress parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            throw new NumberFormatException("two gaps");
        }
        var groups = new int[GROUPS];
        if (gap < 0) {
            if (fill(text, groups, 0) != GROUPS) {
                throw new NumberFormatException("eight groups expected");
            }
        } else {
            var head = text.substring(0, gap);
            var tail = text.substring(gap + 2);
            int before = head.isEmpty() ? 0 : fill(head, groups, 0);
            int after = tail.isEmpty() ? 0 : tail.split(":", -1).length;
            if (before + after >= GROUPS) {
                throw new NumberFormatException("a gap stands for one group at least");
            }
            if (after > 0) {
                fill(tail, groups, GROUPS - after);
            }
        }
        return new IpAddress(Family.IPV6, join(groups, 0), join(groups, 4));
    }

    private static int fill(String text, int[] groups, int from) {
        int at = from;
        for (var group : text.split(":", -1)) {
            if (at == GROUPS) {
                throw new NumberFormatException("too many groups");
            }
            groups[at++] = number(group, 16, 4, 0xffff);
        }
        return at;
    }

    private static int number(String digits, int radix, int maxDigits, int max) {
        if (digits.isEmpty() || digits.length() > maxDigits) {
            throw new NumberFormatException(digits);
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw new NumberFormatException(digits);
            }
            value = value * radix + digit;
        }
        if (value > max) {
            throw new NumberFormatException(digits);
        }
        return value;
    }

    private static long join(int[] groups, int from) {
        return ((long) groups[from] << 48)
                | ((long) groups[from + 1] << 32)
                | ((long) groups[from + 2] << 16)
                | groups[from + 3];
    }

    /// Numeric order, IPv4 before IPv6.
    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int high = Long.compareUnsigned(hi, other.hi);
        return high != 0 ? high : Long.compareUnsigned(lo, other.lo);
    }

    @Override
    @JsonValue
    public String toString() {
        return family == Family.IPV4 ? quadText((int) lo) : v6Text();
    }

    static String quadText(int bits) {
        return (bits >>> 24) + "." + ((bits >>> 16) & 0xff) + "." + ((bits >>> 8) & 0xff) + "." + (bits & 0xff);
    }

    private int group(int index) {
        long half = index < 4 ? hi : lo;
        return (int) (half >>> (48 - 16 * (index % 4))) & 0xffff;
    }

    private String v6Text() {
        int start = -1;
        int length = 1; // RFC 5952, 4.2.2: a single zero group is not shortened
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
            i = Math.max(i, end - 1);
        }
        var text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }
}
