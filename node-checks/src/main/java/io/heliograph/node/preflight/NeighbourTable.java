package io.heliograph.node.preflight;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Optional;

/// The kernel's table of neighbours, one for the whole machine. What does not fit is not reached: a reflector's
/// sessions beyond the 1,024 neighbours of a fresh Linux never come up.
///
/// @param limit `net.ipv6.neigh.default.gc_thresh3`
/// @param entries how many it has, rounded up: a table that breathes is no news
public record NeighbourTable(int limit, int entries) {
    private static final int STEP = 128;

    /// A machine has a few neighbours beside those that we count.
    private static final int OTHERS = 64;

    public NeighbourTable {
        entries = Math.ceilDiv(entries, STEP) * STEP;
    }

    /// Whether it is too small, for what it has or for `known` neighbours on links of this machine. A table that is
    /// full has as many entries as it may have: it never shows more.
    Optional<Reason> tooSmallFor(int known) {
        int needed = needed(known);
        return needed >= limit
                ? Optional.of(Reason.of(ReasonCode.NEIGHBOUR_TABLE_SMALL, limit, needed, room(needed)))
                : Optional.empty();
    }

    private int needed(int known) {
        return Math.max(entries, known == 0 ? 0 : known + OTHERS);
    }

    /// The limit that has room for what it has, and for `known` neighbours.
    public int roomFor(int known) {
        return room(needed(known));
    }

    /// A power of two with as much again to grow.
    static int room(int needed) {
        return Integer.highestOneBit(Math.max(needed, 1)) * 4;
    }
}
