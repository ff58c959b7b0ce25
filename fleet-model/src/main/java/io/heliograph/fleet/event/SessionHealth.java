package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// A session of a reflector as it is now. It is told at once when it changes, and again every `heartbeatSeconds`: a
/// reader to whom three of those pass in silence knows nothing of the session any more, neither that it is up nor that
/// it is down.
///
/// @param birdState BIRD's protocol state: `start`, `up`, `stop`, `down`
/// @param bgpState BIRD's BGP state: `Established`, `Active`, `Idle`, …
/// @param reason why it is not up, or what is refused of what comes over it
/// @param lastError BIRD's words for the last error
/// @param lifecycle `REMOVED` once the session is no longer configured
/// @param revision the configuration that the reflector runs
/// @param eventAt when BIRD changed the state
/// @param observedAt when the agent saw it
/// @param error `lastError` as a message of BGP's, where it was one
/// @param flaps how often it went down within the last hour
/// @param bfd what BFD says of the neighbour, where it watches it
/// @param heartbeatSeconds after how many seconds at most it is told again
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
        Instant observedAt,
        Optional<BgpError> error,
        Optional<Integer> flaps,
        Optional<BfdState> bfd,
        Optional<Integer> heartbeatSeconds) {
    /// How many heartbeats may stay out before nothing is known.
    public static final int HEARTBEATS = 3;

    /// The record's key, `reflector/session`.
    public String key() {
        return reflector + "/" + session;
    }
}
