package io.heliograph.cli.view;

import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import java.util.Optional;

/// What becomes of a node's configuration on the way from one revision to another.
///
/// @param from absent where the node is asked for and has not said what it runs
/// @param differs whether `to` is another one than `from`, or `from` is not known
/// @param running what the node said last that it runs; absent until it has
/// @param diff in the form of `diff -u`, empty where nothing differs; absent where the text of `from` is not there
public record ConfigDiff(
        NodeId node,
        Optional<Revision> from,
        Revision to,
        boolean differs,
        Optional<Revision> running,
        Optional<String> diff) {
    /// From one revision to what `after` holds.
    ///
    /// @param before the text of `from`, where it is still there
    public static ConfigDiff of(
            ConfigHistory history, Optional<Revision> from, Optional<NodeConfig> before, NodeConfig after) {
        var diff = before.map(text -> UnifiedDiff.of(
                name(history, text.revision()), text.text(), name(history, after.revision()), after.text()));
        boolean differs = !from.equals(Optional.of(after.revision()));
        return new ConfigDiff(history.node(), from, after.revision(), differs, history.running(), diff);
    }

    private static String name(ConfigHistory history, Revision revision) {
        return history.node() + " " + revision.abbreviated();
    }
}
