package io.heliograph.inventory.admission;

import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.SessionHealth;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What reflectors say of their sessions, and when each was heard of last.
///
/// @param health by `reflector/session`
/// @param heardAt by the same key, by the inventory's own clock; empty for what was only read from the past
public record SeenSessions(Map<String, SessionHealth> health, Map<String, Instant> heardAt) {
    public static final SeenSessions NONE = new SeenSessions(Map.of(), Map.of());

    /// The session as the reflector told it after `since`.
    Optional<SessionHealth> told(ReflectorId reflector, ProtocolName session, Instant since) {
        var key = reflector + "/" + session;
        return Optional.ofNullable(heardAt.get(key))
                .filter(at -> at.isAfter(since))
                .flatMap(_ -> Optional.ofNullable(health.get(key)));
    }
}
