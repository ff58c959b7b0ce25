package io.heliograph.inventory.admission;

import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.reason.Reason;
import java.util.List;

/// What became of a command.
public sealed interface CommandOutcome {
    /// The entries to write and, for a person, what changes.
    record Accepted(List<FleetEntry> entries, List<FleetChange> changes) implements CommandOutcome {
        public Accepted {
            entries = List.copyOf(entries);
            changes = List.copyOf(changes);
        }
    }

    /// Nothing is changed: all that is wrong, at least one.
    record Refused(List<Reason> reasons) implements CommandOutcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// There is no such part of the fleet.
    record Missing(Reason reason) implements CommandOutcome {}

    /// The inventory has not read its topics, or its record could not be written in time.
    record Unavailable(Reason reason) implements CommandOutcome {}
}
