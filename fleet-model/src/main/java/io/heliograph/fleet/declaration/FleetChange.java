package io.heliograph.fleet.declaration;

import java.util.List;

/// What applying a declaration does, or would do, to one entry.
///
/// @param kind `cluster`, `reflector` or `host`
/// @param fields for an update, each field that differs, as `name: before → after`
public record FleetChange(String kind, String id, Action action, List<String> fields) {
    /// What happens to the entry.
    public enum Action {
        CREATE,
        UPDATE,
        UNCHANGED,
        REMOVE
    }

    public FleetChange {
        fields = List.copyOf(fields);
    }
}
