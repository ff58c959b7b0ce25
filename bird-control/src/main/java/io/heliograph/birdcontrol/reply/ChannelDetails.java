package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.event.RouteCounts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One channel of a protocol: how it stands, and how many routes went which way.
///
/// @param routes all zero while the channel is down
/// @param changes the grid *Route change stats*: by row (`Import updates`) and column (`accepted`); cells that BIRD
///     leaves out (`---`) are absent
/// @param limits the limits that are configured
/// @param fields everything else, by BIRD's labels (`Table`, `Input filter`, …)
public record ChannelDetails(
        String name,
        String state,
        RouteCounts routes,
        Map<String, Map<String, Long>> changes,
        Map<LimitKind, Limit> limits,
        Map<String, String> fields) {
    /// Which routes are counted.
    public enum LimitKind {
        RECEIVE("Receive limit"),
        IMPORT("Import limit"),
        EXPORT("Export limit");

        private final String label;

        LimitKind(String label) {
            this.label = label;
        }

        static Optional<LimitKind> of(String label) {
            for (var kind : values()) {
                if (kind.label.equals(label)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// A bound on routes.
    ///
    /// @param action what BIRD does when it is exceeded: `warn`, `block`, `restart` or `disable`
    public record Limit(long value, boolean hit, String action) {}

    public ChannelDetails {
        changes = java.util.Collections.unmodifiableMap(new TreeMap<>(changes));
        limits = Map.copyOf(limits);
        fields = Map.copyOf(fields);
    }

    public boolean isUp() {
        return state.equals("UP");
    }

    /// One cell of the grid.
    public Optional<Long> change(String row, String column) {
        return Optional.ofNullable(changes.getOrDefault(row, Map.of()).get(column));
    }
}
