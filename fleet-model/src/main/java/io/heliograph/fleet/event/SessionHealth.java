package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// A session of a reflector as it is now.
///
/// @param birdState BIRD's protocol state: `start`, `up`, `stop`, `down`
/// @param bgpState BIRD's BGP state: `Established`, `Active`, `Idle`, …
/// @param reason why it is not up, or what is refused of what comes over it
/// @param lastError BIRD's words for the last error
/// @param lifecycle `REMOVED` once the session is no longer configured
/// @param revision the configuration that the reflector runs
/// @param eventAt when BIRD changed the state
/// @param observedAt when the agent saw it
public record SessionHealth(
        ReflectorId reflector,
        ProtocolName session,
        PeerKind kind,
        String peer,
        IpAddress neighbor,
        SessionState state,
        String birdState,
        String bgpState,
        Optional<Reason> reason,
        Optional<String> lastError,
        RouteCounts counts,
        Lifecycle lifecycle,
        Optional<Revision> revision,
        ReportVersion reporter,
        Instant eventAt,
        Instant observedAt) {
    /// The record's key, `reflector/session`.
    public String key() {
        return reflector + "/" + session;
    }
}
