package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ClusterEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prefix sets and the policies made of them. An empty set is never written: in other people's outages it has
/// meant *everything*. Where there is nothing to accept, the policy is `none`.
final class Sets {
    /// The policy that accepts nothing.
    static final String NOTHING = "none";

    private Sets() {}

    /// `where net ~ [ 2001:db8:7::/64{64,64} ]`, or `none`.
    static String exactly(List<Prefix> prefixes) {
        if (prefixes.isEmpty()) {
            return NOTHING;
        }
        var text = new StringBuilder(40 + 32 * prefixes.size()).append("where net ~ [ ");
        for (int i = 0; i < prefixes.size(); i++) {
            var prefix = prefixes.get(i);
            text.append(i == 0 ? "" : ", ").append(prefix).append('{').append(prefix.length());
            text.append(',').append(prefix.length()).append('}');
        }
        return text.append(" ]").toString();
    }

    /// The cluster's aggregates of a family with the lengths that are admitted in each, as BIRD's set; empty when
    /// there is none. Never shorter than the aggregate: `2001:db8::/32{16,64}` would match what covers it, too.
    static Optional<String> aggregates(ClusterEntry cluster, Family family) {
        var members = cluster.aggregates().stream()
                .filter(aggregate -> aggregate.family() == family && !aggregate.isDefault())
                .map(aggregate -> pattern(aggregate, cluster.subnetLength()))
                .collect(Collectors.joining(", "));
        return members.isEmpty() ? Optional.empty() : Optional.of("[ " + members + " ]");
    }

    private static String pattern(Prefix aggregate, ClusterEntry.LengthBounds bounds) {
        int bits = aggregate.family().bits();
        int shortest = Math.min(bits, Math.max(aggregate.length(), bounds.shortest()));
        int longest = Math.min(bits, Math.max(shortest, bounds.longest()));
        return aggregate + "{" + shortest + "," + longest + "}";
    }
}
