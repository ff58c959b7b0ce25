package io.heliograph.fleet.event;

import io.heliograph.fleet.Prefix;

/// A block that a host may announce subnets of without asking, because its reflectors accept them already.
///
/// @param shortest the shortest subnet, in bits
/// @param longest the longest subnet, in bits
public record DelegatedPool(Prefix prefix, int shortest, int longest) {
    /// The table of the host's kernel in which its agent puts the subnets for its BIRD.
    public static final int KERNEL_TABLE = 7187;

    /// Whether a subnet of the pool may be announced.
    public boolean admits(Prefix subnet) {
        return prefix.covers(subnet) && shortest <= subnet.length() && subnet.length() <= longest;
    }
}
