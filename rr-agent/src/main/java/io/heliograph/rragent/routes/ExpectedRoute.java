package io.heliograph.rragent.routes;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedOrigin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A prefix that one host, and nobody else, is to bring over its session, or that the reflector originates for a host
/// without BIRD.
///
/// @param nextHop the host
/// @param originated whether the reflector has it from its configuration: then no session can be asked for it
record ExpectedRoute(Prefix prefix, ProtocolName protocol, HostId host, IpAddress nextHop, boolean originated) {

    /// Every expected prefix of a configuration; sessions to others than hosts bring none.
    static Map<Prefix, ExpectedRoute> of(NodeConfig config) {
        var expected = new TreeMap<Prefix, ExpectedRoute>();
        for (var session : config.sessions()) {
            if (session.kind() == PeerKind.HOST) {
                var host = new HostId(session.peer());
                session.prefixes()
                        .forEach(prefix -> expected.put(
                                prefix,
                                new ExpectedRoute(prefix, session.protocol(), host, session.neighbor(), false)));
            }
        }
        for (var origin : config.origins().orElse(List.of())) {
            origin.prefixes()
                    .forEach(prefix -> expected.put(
                            prefix,
                            new ExpectedRoute(
                                    prefix, protocol(origin, prefix), origin.host(), origin.nextHop(), true)));
        }
        return expected;
    }

    /// A static protocol has one family: what is not of the host's own has another.
    private static ProtocolName protocol(PlannedOrigin origin, Prefix prefix) {
        return prefix.family() == origin.nextHop().family()
                ? origin.protocol()
                : origin.protocol().ipv4();
    }
}
