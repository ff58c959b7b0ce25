package io.heliograph.renderer.config;

import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PlannedOrigin;
import io.heliograph.renderer.view.HostPeer;
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
        var text = new StringBuilder(200 + 64 * host.prefixes().size())
                .append("protocol static ")
                .append(name)
                .append(" {\n\tdescription ")
                .append(Words.quoted(host.host().value()))
                .append(";\n\t")
                .append(Preamble.channel(host.address().family()))
                .append(" { import filter { bgp_next_hop = ")
                .append(host.address())
                .append("; ")
                .append(host.isDraining() ? SessionWords.GRACEFUL_SHUTDOWN : "")
                .append("accept; }; export none; };\n");
        host.prefixes()
                .forEach(prefix -> text.append("\troute ")
                        .append(prefix)
                        .append(hop)
                        .append(watched)
                        .append(SessionWords.communities(cluster, host, prefix))
                        .append(";\n"));
        return new Block(
                name,
                Block.Kind.ORIGIN,
                Optional.empty(),
                "",
                "",
                host.prefixes(),
                Optional.empty(),
                Optional.of(new PlannedOrigin(host.protocol(), host.host(), host.address(), host.prefixes())),
                text.append("}\n").toString());
    }
}
