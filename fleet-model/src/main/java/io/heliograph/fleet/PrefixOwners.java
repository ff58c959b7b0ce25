package io.heliograph.fleet;

import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which host holds which prefix: those admitted, and its pools. Admission keeps the held prefixes disjoint, and
/// only therefore do the two neighbours in address order suffice to find an overlap.
///
/// While the topic is read again, partitions interleave: a prefix that moved between clusters has two holders
/// until the former one's last record is read. Both are kept, so that the end does not depend on the order.
public final class PrefixOwners {
    /// A prefix and the host that holds it.
    public record Holding(Prefix prefix, HostId host) {}

    private final TreeMap<Prefix, SortedSet<HostId>> holders = new TreeMap<>();

    void replace(@Nullable HostEntry before, HostEntry after) {
        if (before != null && before.lifecycle() == Lifecycle.ACTIVE) {
            before.holdings().forEach(prefix -> release(prefix, before.host()));
        }
        if (after.lifecycle() == Lifecycle.ACTIVE) {
            after.holdings()
                    .forEach(prefix -> holders.computeIfAbsent(prefix, _ -> new TreeSet<>())
                            .add(after.host()));
        }
    }

    private void release(Prefix prefix, HostId host) {
        holders.computeIfPresent(prefix, (_, hosts) -> {
            hosts.remove(host);
            return hosts.isEmpty() ? null : hosts;
        });
    }

    Optional<Holding> overlapping(Prefix candidate) {
        return holding(holders.floorEntry(candidate), candidate)
                .or(() -> holding(holders.higherEntry(candidate), candidate));
    }

    private static Optional<Holding> holding(Map.@Nullable Entry<Prefix, SortedSet<HostId>> entry, Prefix candidate) {
        return Optional.ofNullable(entry)
                .filter(e -> e.getKey().overlaps(candidate))
                .map(e -> new Holding(e.getKey(), e.getValue().first()));
    }
}
