package io.heliograph.fleet;

import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The state of the fleet: the fold of the fleet topic's records, whatever order the keys came in.
///
/// Removed entries stay, as they are part of what is known. Not safe for more than one thread; state changes in
/// [#apply] and nowhere else.
public final class Fleet {
    /// The inventory alone writes entries, so its clock orders them; the name decides between equals.
    private static final Comparator<FleetEntry> WEIGHT = Comparator.<FleetEntry, Boolean>comparing(
                    entry -> entry.lifecycle() == Lifecycle.ACTIVE)
            .thenComparing(entry -> entry.change().at())
            .thenComparing(FleetEntry::cluster);

    private final SortedMap<String, FleetEntry> entries = new TreeMap<>();
    private final Map<ReflectorId, SortedMap<ClusterId, ReflectorEntry>> reflectorsByCluster = new HashMap<>();
    private final Map<HostId, SortedMap<ClusterId, HostEntry>> hostsByCluster = new HashMap<>();
    private final SortedMap<ClusterId, ClusterEntry> clusters = new TreeMap<>();
    private final SortedMap<ReflectorId, ReflectorEntry> reflectors = new TreeMap<>();
    private final SortedMap<HostId, HostEntry> hosts = new TreeMap<>();
    private final PrefixOwners owners = new PrefixOwners();

    /// Takes the new state of one entry.
    ///
    /// A host that moved has an entry in each cluster it was in, in different partitions, so they are read in any
    /// order. Of these the active one counts; of several, the one that was changed last.
    public void apply(FleetEntry entry) {
        entries.put(entry.key(), entry);
        switch (entry) {
            case ClusterEntry cluster -> clusters.put(cluster.cluster(), cluster);
            case ReflectorEntry reflector -> {
                var all = reflectorsByCluster.computeIfAbsent(reflector.reflector(), _ -> new TreeMap<>());
                all.put(reflector.cluster(), reflector);
                reflectors.put(reflector.reflector(), Collections.max(all.values(), WEIGHT));
            }
            case HostEntry host -> {
                var all = hostsByCluster.computeIfAbsent(host.host(), _ -> new TreeMap<>());
                all.put(host.cluster(), host);
                var now = Collections.max(all.values(), WEIGHT);
                owners.replace(hosts.put(host.host(), now), now);
            }
        }
    }

    /// The entry of a key, removed ones included.
    public Optional<FleetEntry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    public Collection<FleetEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /// An active cluster.
    public Optional<ClusterEntry> cluster(ClusterId id) {
        return active(clusters.get(id));
    }

    /// An active reflector.
    public Optional<ReflectorEntry> reflector(ReflectorId id) {
        return active(reflectors.get(id));
    }

    /// A host, removed ones included: admission must know them.
    public Optional<HostEntry> host(HostId id) {
        return Optional.ofNullable(hosts.get(id));
    }

    /// Clusters by name, removed ones included.
    public SortedMap<ClusterId, ClusterEntry> clusters() {
        return Collections.unmodifiableSortedMap(clusters);
    }

    /// Reflectors by name, removed ones included.
    public SortedMap<ReflectorId, ReflectorEntry> reflectors() {
        return Collections.unmodifiableSortedMap(reflectors);
    }

    /// Hosts by name, removed ones included.
    public SortedMap<HostId, HostEntry> hosts() {
        return Collections.unmodifiableSortedMap(hosts);
    }

    /// The served host that holds an admitted prefix which overlaps `candidate`.
    public Optional<PrefixOwners.Holding> holderOf(Prefix candidate) {
        return owners.overlapping(candidate);
    }

    private static <E extends FleetEntry> Optional<E> active(@org.jspecify.annotations.Nullable E entry) {
        return Optional.ofNullable(entry).filter(e -> e.lifecycle() == Lifecycle.ACTIVE);
    }
}
