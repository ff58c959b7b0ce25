package io.heliograph.renderer.config;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.renderer.view.HostPeer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The block of each host in the reflectors' configurations, written once and kept for as long as the host stays
/// as it is: a change among 10,000 hosts then costs the change. Every reflector of a cluster has the same block
/// for a host. A memory only; without it the same bytes come out, later. Not safe for more than one thread.
public final class HostSessions {
    private record Written(HostPeer host, Asn asn, BgpOptions bgp, Block block) {
        /// The same object, nearly always: only then is this free.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Asn otherAsn, BgpOptions options, HostPeer other) {
            return (bgp == options || bgp.equals(options))
                    && asn.equals(otherAsn)
                    && (host == other || host.equals(other));
        }
    }

    private final Map<HostId, Written> written = new HashMap<>();

    Block block(ClusterEntry cluster, HostPeer host) {
        var asn = Preamble.hostAsn(cluster);
        var known = written.get(host.host());
        var bgp = cluster.bgp();
        if (known != null && known.isOf(asn, bgp, host)) {
            return known.block();
        }
        var block = host.hasBird() ? write(asn, host) : OriginText.block(cluster, host);
        written.put(host.host(), new Written(host, asn, bgp, block));
        return block;
    }

    /// Drops what is remembered of a host that is served no longer.
    public void forget(HostId host) {
        written.remove(host);
    }

    private static Block write(Asn asn, HostPeer host) {
        var name = host.protocol().value();
        var neighbor = "neighbor " + host.address() + " as " + asn + ";";
        var channel = Preamble.channel(host.address().family());
        // By concatenation, not by a text block: this is written once a host, and formatting costs ten times as much.
        var text = "protocol bgp " + name + " from " + ReflectorText.TEMPLATE + " {\n"
                + "\tdescription " + Words.quoted(host.host().value()) + ";\n"
                + "\t" + neighbor + "\n"
                + "\t" + channel + " { import " + Sets.exactly(host.prefixes()) + "; };\n"
                + "}\n";
        var planned = new PlannedSession(
                host.protocol(), PeerKind.HOST, host.host().value(), host.address(), host.prefixes());
        return new Block(
                name,
                Block.Kind.SESSION,
                Optional.of(ReflectorText.TEMPLATE),
                neighbor,
                "",
                host.prefixes(),
                Optional.of(planned),
                text);
    }
}
