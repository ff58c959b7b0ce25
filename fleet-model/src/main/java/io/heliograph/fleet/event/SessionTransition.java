package io.heliograph.fleet.event;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// A session of a reflector went from one state to another; written once for each change. Of a session that changes
/// without end some changes are left out, so that `from` is always what the record before said.
///
/// @param error `lastError` as a message of BGP's, where it was one
/// @param leftOut how many changes came between the record before and this one; absent: none
public record SessionTransition(
        ReflectorId reflector,
        ProtocolName session,
        PeerKind kind,
        String peer,
        IpAddress neighbor,
        SessionState from,
        SessionState to,
        Optional<Reason> reason,
        Optional<String> lastError,
        Optional<Revision> revision,
        ReportVersion reporter,
        Instant eventAt,
        Instant observedAt,
        Optional<BgpError> error,
        Optional<Integer> leftOut) {
    /// The record's key, `reflector/session`.
    public String key() {
        return reflector + "/" + session;
    }
}
