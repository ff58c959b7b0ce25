package io.heliograph.renderer.config;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.LengthBounds;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.renderer.view.HostPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The block of each host in the reflectors' configurations, written once and kept for as long as the host stays
/// as it is: a change among 10,000 hosts then costs the change. Every reflector of a cluster has the same block
/// for a host. A memory only; without it the same bytes come out, later. Not safe for more than one thread.
public final class HostSessions {
    private record Written(HostPeer host, Asn asn, BgpOptions bgp, LengthBounds bounds, Block block) {
        /// The same object, nearly always: only then is this free.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(ClusterEntry cluster, HostPeer other) {
            return (bgp == cluster.bgp() || bgp.equals(cluster.bgp()))
                    && bounds.equals(cluster.subnetLength())
                    && asn.equals(Preamble.hostAsn(cluster))
                    && (host == other || host.equals(other));
        }
    }

    private final Map<HostId, Written> written = new HashMap<>();

    Block block(ClusterEntry cluster, HostPeer host) {
        var known = written.get(host.host());
        if (known != null && known.isOf(cluster, host)) {
            return known.block();
        }
        var block = host.hasBird() ? write(cluster, host) : OriginText.block(cluster, host);
        written.put(
                host.host(),
                new Written(host, Preamble.hostAsn(cluster), cluster.bgp(), cluster.subnetLength(), block));
        return block;
    }

    /// Drops what is remembered of a host that is served no longer.
    public void forget(HostId host) {
        written.remove(host);
    }

    private static Block write(ClusterEntry cluster, HostPeer host) {
        var name = host.protocol().value();
        var neighbor = "neighbor " + host.address() + " as " + Preamble.hostAsn(cluster) + ";";
        // By concatenation, not by a text block: this is written once a host, and formatting costs ten times as much.
        var text = "protocol bgp " + name + " from " + ReflectorText.TEMPLATE + " {\n"
                + "\tdescription " + Words.quoted(host.host().value()) + ";\n"
                + "\t" + neighbor + "\n"
                + channels(cluster, host)
                + "}\n";
        var planned = new PlannedSession(
                host.protocol(), PeerKind.HOST, host.host().value(), host.address(), host.carried(cluster));
        return new Block(
                name,
                Block.Kind.SESSION,
                Optional.of(ReflectorText.TEMPLATE),
                neighbor,
                "",
                host.carried(cluster),
                Optional.of(planned),
                text);
    }

    private static String channels(ClusterEntry cluster, HostPeer host) {
        var family = host.address().family();
        var own = channel(family, importable(cluster, host, host.prefixes(), host.pools()));
        return Preamble.families(cluster, family).size() == 1
                ? own
                : own + channel(Family.IPV4, importable(cluster, host, host.ipv4(), List.of()));
    }

    private static String channel(Family family, String importable) {
        return "\t" + Preamble.channel(family) + " { import " + importable + "; };\n";
    }

    /// Exactly the host's prefixes, and by way of the host itself: a host that names another as its next hop sends
    /// its traffic there, and no host of ours has reason to. What else is made of its routes says [Imports].
    private static String importable(ClusterEntry cluster, HostPeer host, List<Prefix> announced, List<Prefix> pools) {
        var prefixes = Sets.exactly(announced, pools, cluster.subnetLength());
        return prefixes.equals(Sets.NOTHING) ? prefixes : Imports.fromHost(prefixes, host.address());
    }
}
