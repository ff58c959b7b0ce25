package io.heliograph.inventory.admission;

import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.Optional;

/// What is to be written, in this order; and why a report was not obeyed, if it was not.
public record Decision(List<FleetEntry> entries, List<RouteHealth> routes, Optional<Reason> dropped) {
    public Decision {
        entries = List.copyOf(entries);
        routes = List.copyOf(routes);
    }

    public static Decision dropped(Reason reason) {
        return new Decision(List.of(), List.of(), Optional.of(reason));
    }
}
