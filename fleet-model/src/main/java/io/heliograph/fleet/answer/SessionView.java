package io.heliograph.fleet.answer;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.BfdState;
import io.heliograph.fleet.event.BgpError;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// A session of a reflector: what is configured and what is.
///
/// @param state `UNKNOWN` while the session is configured and the reflector has not spoken of it, or its agent is
///     silent
/// @param bgpState BIRD's word; empty while unknown
/// @param expectedPrefixes how many prefixes the reflector would accept from a host; 0 for other peers
/// @param since when the state began
/// @param observedAt when the reflector's agent last saw it
/// @param error the last error as a message of BGP's, where it was one
/// @param flaps how often it went down within an hour, when it was seen last
/// @param bfd what BFD says of the neighbour, where it watches it
public record SessionView(
        ReflectorId reflector,
        ProtocolName session,
        Optional<ClusterId> cluster,
        PeerKind kind,
        String peer,
        IpAddress neighbor,
        Optional<Asn> localAs,
        Optional<Asn> peerAs,
        SessionState state,
        String bgpState,
        Optional<Reason> reason,
        Optional<String> lastError,
        RouteCounts counts,
        int expectedPrefixes,
        Optional<Revision> revision,
        Optional<Instant> since,
        Optional<Instant> observedAt,
        Optional<BgpError> error,
        Optional<Integer> flaps,
        Optional<BfdState> bfd) {
    /// The session's name in the fleet, `reflector/session`.
    public String name() {
        return reflector + "/" + session;
    }

    /// Between whom it is, `reflector/peer`: what people call it.
    public String ends() {
        return reflector + "/" + peer;
    }
}
