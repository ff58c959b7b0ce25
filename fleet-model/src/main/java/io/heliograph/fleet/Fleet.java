package io.heliograph.fleet;

import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The state of the fleet: the fold of the fleet topic's records, whatever order the keys came in.
///
/// Removed entries stay, as they are part of what is known. Not safe for more than one thread; state changes in
/// [#apply] and nowhere else.
public final class Fleet {
    private final SortedMap<String, FleetEntry> entries = new TreeMap<>();
    private final SortedMap<ClusterId, ClusterEntry> clusters = new TreeMap<>();
    private final SortedMap<ReflectorId, ReflectorEntry> reflectors = new TreeMap<>();
    private final SortedMap<HostId, HostEntry> hosts = new TreeMap<>();
    private final PrefixOwners owners = new PrefixOwners();

    /// Takes the new state of one entry. The entry of a host that is active wins over a removed one that the host
    /// has in another cluster.
    public void apply(FleetEntry entry) {
        entries.put(entry.key(), entry);
        switch (entry) {
            case ClusterEntry cluster -> clusters.put(cluster.cluster(), cluster);
            case ReflectorEntry reflector -> {
                var held = reflectors.get(reflector.reflector());
                if (held == null || mayReplace(held, reflector)) {
                    reflectors.put(reflector.reflector(), reflector);
                }
            }
            case HostEntry host -> {
                var held = hosts.get(host.host());
                if (held == null || mayReplace(held, host)) {
                    hosts.put(host.host(), host);
                    owners.replace(held, host);
                }
            }
        }
    }

    private static boolean mayReplace(FleetEntry held, FleetEntry next) {
        return held.cluster().equals(next.cluster())
                || held.lifecycle() == Lifecycle.REMOVED
                || next.lifecycle() == Lifecycle.ACTIVE;
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
