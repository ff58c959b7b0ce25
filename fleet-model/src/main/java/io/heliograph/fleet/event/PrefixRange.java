package io.heliograph.fleet.event;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ClusterEntry.LengthBounds;
import io.heliograph.fleet.reason.InvalidValue;
import java.util.Comparator;

/// Subnets of one block with lengths between two bounds: what passes between clusters.
///
/// @param shortest the shortest subnet, in bits; never shorter than the block, which would match what covers it
/// @param longest the longest subnet, in bits
public record PrefixRange(Prefix prefix, int shortest, int longest) implements Comparable<PrefixRange> {
    private static final Comparator<PrefixRange> ORDER = Comparator.comparing(PrefixRange::prefix)
            .thenComparingInt(PrefixRange::shortest)
            .thenComparingInt(PrefixRange::longest);

    public PrefixRange {
        if (prefix.isDefault()
                || shortest < prefix.length()
                || longest < shortest
                || longest > prefix.family().bits()) {
            throw InvalidValue.field("range", prefix + " " + shortest + " to " + longest, "lengths of subnets of it");
        }
    }

    /// What of an aggregate a cluster with these bounds lets its hosts announce.
    public static PrefixRange of(Prefix aggregate, LengthBounds bounds) {
        int bits = aggregate.family().bits();
        int shortest = Math.min(bits, Math.max(aggregate.length(), bounds.shortest()));
        return new PrefixRange(aggregate, shortest, Math.min(bits, Math.max(shortest, bounds.longest())));
    }

    @Override
    public int compareTo(PrefixRange other) {
        return ORDER.compare(this, other);
    }
}
