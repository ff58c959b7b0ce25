package io.heliograph.rragent.routes;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import java.util.Map;
import java.util.TreeMap;

/// A prefix that one host, and nobody else, is to bring over its session.
record ExpectedRoute(Prefix prefix, PlannedSession session) {

    /// Every expected prefix of a configuration; only sessions to hosts bring any.
    static Map<Prefix, ExpectedRoute> of(NodeConfig config) {
        var expected = new TreeMap<Prefix, ExpectedRoute>();
        for (var session : config.sessions()) {
            if (session.kind() == PeerKind.HOST) {
                session.prefixes().forEach(prefix -> expected.put(prefix, new ExpectedRoute(prefix, session)));
            }
        }
        return expected;
    }

    HostId host() {
        return new HostId(session.peer());
    }

    ProtocolName protocol() {
        return session.protocol();
    }
}
