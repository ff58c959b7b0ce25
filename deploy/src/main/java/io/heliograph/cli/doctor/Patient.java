package io.heliograph.cli.doctor;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.reason.Reason;
import java.util.List;

/// A node as the inventory knows it.
///
/// @param troubles what is wrong with it, the worst first
/// @param troublesInAll how many there are
public record Patient(NodeId node, String cluster, boolean healthy, List<Reason> troubles, int troublesInAll) {
    /// What fits a screen; `sessions` and `routes` have the rest.
    public static final int MAX_TROUBLES = 20;

    public Patient {
        troubles = List.copyOf(troubles);
    }

    static Patient of(NodeId node, String cluster, List<Reason> troubles) {
        var all = troubles.stream().distinct().toList();
        return new Patient(
                node, cluster, all.isEmpty(), all.stream().limit(MAX_TROUBLES).toList(), all.size());
    }
}
