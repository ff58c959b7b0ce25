package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.FleetEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Notices entries that stand on the topic after those that replaced them, as a mirror or a restored copy brings
/// them. What was read counts and not what is held: this process' own entries come back to it late, and in order.
/// Called by one thread.
public final class Outdated {
    private final Map<String, FleetEntry> newest = new HashMap<>();
    private final SortedSet<String> keys = new TreeSet<>();

    /// Takes an entry as it was read; tells whether it is outdated.
    public boolean take(FleetEntry entry) {
        var before = newest.get(entry.key());
        if (before != null && entry.isOutdatedBy(before)) {
            keys.add(entry.key());
            return true;
        }
        newest.put(entry.key(), entry);
        return false;
    }

    /// The keys of which one has been seen.
    public SortedSet<String> keys() {
        return Collections.unmodifiableSortedSet(keys);
    }
}
