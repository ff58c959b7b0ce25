package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.event.PrefixRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prefix sets and the policies made of them. An empty set is never written: in other people's outages it has
/// meant *everything*. Where there is nothing to accept, the policy is `none`.
final class Sets {
    /// The policy that accepts nothing.
    static final String NOTHING = "none";

    private Sets() {}

    /// `where net ~ [ 2001:db8:7::/64{64,64}, 2001:db8:8:100::/56{56,64} ]`, or `none`: the prefixes as they are, and
    /// of each pool the lengths that are admitted.
    static String exactly(List<Prefix> prefixes, List<Prefix> pools, ClusterEntry.LengthBounds bounds) {
        if (prefixes.isEmpty() && pools.isEmpty()) {
            return NOTHING;
        }
        var text = new StringBuilder(40 + 32 * (prefixes.size() + pools.size())).append("where net ~ [ ");
        for (int i = 0; i < prefixes.size(); i++) {
            var prefix = prefixes.get(i);
            text.append(i == 0 ? "" : ", ").append(prefix).append('{').append(prefix.length());
            text.append(',').append(prefix.length()).append('}');
        }
        for (int i = 0; i < pools.size(); i++) {
            text.append(i == 0 && prefixes.isEmpty() ? "" : ", ").append(pattern(pools.get(i), bounds));
        }
        return text.append(" ]").toString();
    }

    /// The aggregates of a family, the cluster's and those of all below it, with the lengths that are admitted in
    /// each, as BIRD's set; empty when there is none. Never shorter than the aggregate: `2001:db8::/32{16,64}`
    /// would match what covers it, too.
    static Optional<String> aggregates(ClusterEntry cluster, Family family) {
        var own = cluster.aggregates().stream()
                .filter(aggregate -> aggregate.family() == family && !aggregate.isDefault())
                .map(aggregate -> pattern(aggregate, cluster.bounds(family)));
        var below = cluster.below().stream()
                .flatMap(child -> child.accepted().stream())
                .filter(range -> range.prefix().family() == family)
                .map(Sets::pattern);
        var members = Stream.concat(own, below).collect(Collectors.joining(", "));
        return members.isEmpty() ? Optional.empty() : Optional.of("[ " + members + " ]");
    }

    /// The ranges of a family, as BIRD's set; empty when there is none.
    static Optional<String> ranges(List<PrefixRange> ranges, Family family) {
        var members = ranges.stream()
                .filter(range -> range.prefix().family() == family)
                .map(Sets::pattern)
                .collect(Collectors.joining(", "));
        return members.isEmpty() ? Optional.empty() : Optional.of("[ " + members + " ]");
    }

    private static String pattern(PrefixRange range) {
        return range.prefix() + "{" + range.shortest() + "," + range.longest() + "}";
    }

    /// The pools with the lengths that are admitted in each; never called without any.
    static String pools(List<Prefix> pools, ClusterEntry.LengthBounds bounds) {
        return pools.stream().map(pool -> pattern(pool, bounds)).collect(Collectors.joining(", ", "[ ", " ]"));
    }

    static DelegatedPool granted(Prefix pool, ClusterEntry.LengthBounds bounds) {
        return new DelegatedPool(pool, shortest(pool, bounds), longest(pool, bounds));
    }

    private static String pattern(Prefix aggregate, ClusterEntry.LengthBounds bounds) {
        return aggregate + "{" + shortest(aggregate, bounds) + "," + longest(aggregate, bounds) + "}";
    }

    private static int shortest(Prefix block, ClusterEntry.LengthBounds bounds) {
        return Math.min(block.family().bits(), Math.max(block.length(), bounds.shortest()));
    }

    private static int longest(Prefix block, ClusterEntry.LengthBounds bounds) {
        return Math.min(block.family().bits(), Math.max(shortest(block, bounds), bounds.longest()));
    }
}
