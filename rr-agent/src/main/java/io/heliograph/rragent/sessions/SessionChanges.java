package io.heliograph.rragent.sessions;

import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;
import java.util.List;

/// What is worth telling after a look at the sessions.
public record SessionChanges(List<SessionHealth> health, List<SessionTransition> transitions) {
    public SessionChanges {
        health = List.copyOf(health);
        transitions = List.copyOf(transitions);
    }

    public boolean isEmpty() {
        return health.isEmpty() && transitions.isEmpty();
    }
}
