package io.heliograph.fleet;

import java.util.Arrays;
import java.util.Optional;

/// Ranges that no container subnet should come from (IANA's special-purpose registries, RFC 6890), unless a
/// cluster allows it by name.
public enum SpecialRange {
    UNIQUE_LOCAL("fc00::/7"),
    DOCUMENTATION("2001:db8::/32"),
    DOCUMENTATION_2("3fff::/20"),
    LINK_LOCAL("fe80::/10"),
    MULTICAST("ff00::/8"),
    LOOPBACK("::/127"),
    MAPPED("::ffff:0:0/96"),
    V4_PRIVATE_10("10.0.0.0/8"),
    V4_PRIVATE_172("172.16.0.0/12"),
    V4_PRIVATE_192("192.168.0.0/16"),
    V4_LOOPBACK("127.0.0.0/8"),
    V4_LINK_LOCAL("169.254.0.0/16"),
    V4_MULTICAST("224.0.0.0/4");

    private final Prefix prefix;

    SpecialRange(String prefix) {
        this.prefix = Prefix.parse(prefix);
    }

    public Prefix prefix() {
        return prefix;
    }

    /// The first range that shares an address with `candidate`.
    public static Optional<SpecialRange> of(Prefix candidate) {
        return Arrays.stream(values())
                .filter(range -> range.prefix.overlaps(candidate))
                .findFirst();
    }
}
