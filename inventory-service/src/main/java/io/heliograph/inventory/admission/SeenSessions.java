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
/// @param notUpSince from when on each was told as anything but up, by the same clock; absent for those that are up
public record SeenSessions(
        Map<String, SessionHealth> health, Map<String, Instant> heardAt, Map<String, Instant> notUpSince) {
    public static final SeenSessions NONE = new SeenSessions(Map.of(), Map.of(), Map.of());

    /// The session as the reflector told it after `since`.
    Optional<SessionHealth> told(ReflectorId reflector, ProtocolName session, Instant since) {
        var key = reflector + "/" + session;
        return Optional.ofNullable(heardAt.get(key))
                .filter(at -> at.isAfter(since))
                .flatMap(_ -> Optional.ofNullable(health.get(key)));
    }

    /// Whether it has been told as not up ever since then.
    boolean isNotUpSince(ReflectorId reflector, ProtocolName session, Instant then) {
        return Optional.ofNullable(notUpSince.get(reflector + "/" + session))
                .filter(since -> !since.isAfter(then))
                .isPresent();
    }
}
