package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PlannedOrigin;
import io.heliograph.renderer.view.HostPeer;
import java.util.List;
import java.util.Optional;

/// A host without BIRD in a reflector's configuration: the reflector originates its subnets, the host is their next
/// hop. One protocol a host, so that BIRD's state names it and a change touches nobody else.
final class OriginText {
    private OriginText() {}

    /// Whether BFD is to find it alive.
    static boolean isWatched(HostPeer host) {
        return host.attachment() == Attachment.STATIC_BFD;
    }

    /// The next hop is set as BGP's attribute, too: sessions keep it as they keep that of a host with BIRD. Where peers
    /// share no link it is looked up in the reflector's table, as the next hops of sessions are.
    static Block block(ClusterEntry cluster, HostPeer host) {
        var reach = cluster.bgp().reach();
        var name = host.protocol().value();
        var hop = switch (reach) {
            case DIRECT -> " via " + host.address();
            case MULTIHOP -> " recursive " + host.address();
        };
        // BFD watches a neighbour; one that is looked up is none.
        var watched = isWatched(host) && reach == Reach.DIRECT ? " bfd" : "";
        var family = host.address().family();
        var text = new StringBuilder(200 + 64 * host.prefixes().size());
        append(text, cluster, host, family, host.prefixes(), hop + watched);
        if (Preamble.families(cluster, family).size() > 1) {
            append(text.append('\n'), cluster, host, Family.IPV4, host.ipv4(), hop + watched);
        }
        return new Block(
                name,
                Block.Kind.ORIGIN,
                Optional.empty(),
                "",
                "",
                host.carried(cluster),
                Optional.empty(),
                Optional.of(new PlannedOrigin(host.protocol(), host.host(), host.address(), host.carried(cluster))),
                text.toString());
    }

    /// A static protocol has one family. One of IPv4 has IPv6 next hops all the same (RFC 8950).
    private static void append(
            StringBuilder text, ClusterEntry cluster, HostPeer host, Family family, List<Prefix> prefixes, String hop) {
        text.append("protocol static ")
                .append(
                        family == host.address().family()
                                ? host.protocol()
                                : host.protocol().ipv4())
                .append(" {\n\tdescription ")
                .append(Words.quoted(host.host().value()))
                .append(";\n\t")
                .append(Preamble.channel(family))
                .append(" { import filter { bgp_next_hop = ")
                .append(host.address())
                .append("; ")
                .append(host.isDraining() ? SessionWords.GRACEFUL_SHUTDOWN : "")
                .append("accept; }; export none; };\n");
        prefixes.forEach(prefix -> text.append("\troute ")
                .append(prefix)
                .append(hop)
                .append(SessionWords.communities(cluster, host, prefix))
                .append(";\n"));
        text.append("}\n");
    }
}
