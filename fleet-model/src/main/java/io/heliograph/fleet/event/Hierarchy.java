package io.heliograph.fleet.event;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The clusters right above and below one. The inventory works it out and writes it with the cluster's entry: the
/// entries of a cluster lie in a partition of their own, and whoever renders it sees no other.
///
/// @param children by name
public record Hierarchy(Optional<AdjacentCluster> parent, List<AdjacentCluster> children) {
    public static final Hierarchy NONE = new Hierarchy(Optional.empty(), List.of());

    public Hierarchy {
        children = children.stream()
                .sorted(Comparator.comparing(AdjacentCluster::cluster))
                .toList();
    }
}
