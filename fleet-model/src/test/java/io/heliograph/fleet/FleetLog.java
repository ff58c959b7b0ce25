package io.heliograph.fleet;

import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Fleet topics as the inventory could have written them: one cluster a partition, hosts that move, prefixes that
/// change hands.
final class FleetLog {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> CLUSTERS = List.of("a", "b", "c");

    private FleetLog() {}

    static HostEntry host(String cluster, String name, Lifecycle lifecycle, Instant at, String... prefixes) {
        return new HostEntry(
                new HostId(name),
                new ClusterId(cluster),
                Optional.of(IpAddress.parse("2001:db8::1")),
                Optional.empty(),
                HostEntry.Standing.ADMITTED,
                Arrays.stream(prefixes)
                        .map(prefix -> new AdmittedSubnet(Prefix.parse(prefix), "net", AT, AT))
                        .toList(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                lifecycle,
                new Change(at, "test", "test"));
    }

    static ClusterEntry cluster(String name, Lifecycle lifecycle) {
        return new ClusterEntry(
                new ClusterId(name),
                new Asn(65001),
                List.of(Prefix.parse("2001:db8::/32")),
                new ClusterEntry.LengthBounds(48, 64),
                Set.of(),
                ClusterEntry.JoinPolicy.OPEN,
                256,
                BgpOptions.DEFAULT,
                List.of(),
                lifecycle,
                new Change(AT, "test", "test"));
    }

    /// Records in the order in which they were written; each prefix has at most one active holder at any time.
    static List<FleetEntry> random(Random random, int length) {
        var written = new ArrayList<FleetEntry>();
        var home = new TreeMap<String, String>();
        var held = new TreeMap<String, Set<String>>();
        for (int i = 0; i < length; i++) {
            var at = AT.plusSeconds(i);
            var name = "docker0" + random.nextInt(6);
            var cluster = CLUSTERS.get(random.nextInt(CLUSTERS.size()));
            var before = home.get(name);
            if (random.nextInt(8) == 0) {
                written.add(
                        random.nextBoolean()
                                ? cluster(cluster, Lifecycle.ACTIVE)
                                : new ReflectorEntry(
                                        new ReflectorId("rr01"),
                                        new ClusterId(cluster),
                                        IpAddress.parse("2001:db8::" + random.nextInt(9)),
                                        Optional.empty(),
                                        random.nextBoolean() ? Lifecycle.ACTIVE : Lifecycle.REMOVED,
                                        new Change(at, "test", "test")));
                continue;
            }
            if (before != null && !before.equals(cluster)) {
                written.add(host(before, name, Lifecycle.REMOVED, at));
                at = at.plusMillis(1);
            }
            home.put(name, cluster);
            held.remove(name);
            var mine = new java.util.TreeSet<String>();
            for (int n = random.nextInt(4); n > 0; n--) {
                var prefix = "2001:db8:%x::/64".formatted(random.nextInt(12));
                if (held.values().stream().noneMatch(prefixes -> prefixes.contains(prefix))) {
                    mine.add(prefix);
                }
            }
            boolean leaves = random.nextInt(6) == 0;
            if (!leaves) {
                held.put(name, mine);
            }
            written.add(host(
                    cluster, name, leaves ? Lifecycle.REMOVED : Lifecycle.ACTIVE, at, mine.toArray(String[]::new)));
        }
        return written;
    }

    /// The same records as a consumer may see them: in order within a cluster's partition, in any order between.
    static List<FleetEntry> interleaved(Random random, List<FleetEntry> written) {
        var partitions = new TreeMap<ClusterId, ArrayList<FleetEntry>>();
        written.forEach(entry -> partitions
                .computeIfAbsent(entry.cluster(), _ -> new ArrayList<>())
                .add(entry));
        var seen = new ArrayList<FleetEntry>();
        while (!partitions.isEmpty()) {
            var next = new ArrayList<>(partitions.keySet()).get(random.nextInt(partitions.size()));
            var partition = Objects.requireNonNull(partitions.get(next));
            seen.add(partition.removeFirst());
            if (random.nextInt(4) == 0) {
                seen.add(seen.getLast()); // delivered twice
            }
            if (partition.isEmpty()) {
                partitions.remove(next);
            }
        }
        return seen;
    }
}
