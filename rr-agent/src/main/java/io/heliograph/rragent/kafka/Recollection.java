package io.heliograph.rragent.kafka;

import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import java.util.List;

/// What the bus holds of this reflector: told by this agent before its last start.
public record Recollection(List<SessionHealth> sessions, List<RouteHealth> routes) {
    public Recollection {
        sessions = List.copyOf(sessions);
        routes = List.copyOf(routes);
    }
}
