package io.heliograph.fleet.wire;

import io.heliograph.fleet.ClusterId;

/// Where a record goes when its key alone must not decide: all of a cluster lies in one partition of the fleet
/// topic, so that one renderer task sees the whole cluster, in order.
public final class Partitions {
    /// Partitions of every topic on a new bus. A topic that has another number keeps it.
    public static final int DEFAULT = 8;

    private Partitions() {}

    /// The partition of a cluster, from 0; depends on the name and the number of partitions only.
    public static int of(ClusterId cluster, int partitions) {
        int hash = 17;
        for (int i = 0; i < cluster.value().length(); i++) {
            hash = hash * 31 + cluster.value().charAt(i);
        }
        hash ^= hash >>> 16;
        return Math.floorMod(hash * 0x9E3779B9, partitions);
    }
}
