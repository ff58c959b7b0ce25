package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.PrefixRange;
import io.heliograph.renderer.view.NodeView.ReflectorView;
import java.util.ArrayList;
import java.util.List;

/// A reflector's sessions to the reflectors of the clusters above and below it (RFC 4456, 7): those below are clients
/// of
/// those above.
///
/// From a child is taken what its hosts and all below it may announce, and no more: its reflectors hold each host to
/// exactly its own subnets, and the aggregates of a hierarchy do not overlap, so that no cluster can take another's.
/// Both
/// ends are set up by the child's words; its reflectors dial, as hosts do.
final class HierarchyText {
    private final ReflectorView view;
    private final ClusterEntry cluster;
    private final Family family;

    HierarchyText(ReflectorView view) {
        this.view = view;
        this.cluster = view.cluster();
        this.family = view.reflector().address().family();
    }

    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        cluster.above().ifPresent(parent -> ofOurFamily(parent).forEach(peer -> blocks.add(toParent(parent, peer))));
        cluster.below().forEach(child -> ofOurFamily(child).forEach(peer -> blocks.add(toChild(child, peer))));
        return blocks;
    }

    private List<AdjacentCluster.Peer> ofOurFamily(AdjacentCluster other) {
        return other.reflectors().stream()
                .filter(peer -> peer.address().family() == family)
                .toList();
    }

    private Block toParent(AdjacentCluster parent, AdjacentCluster.Peer peer) {
        var exchange =
                """
                	%s { next hop keep; import %s; export %s; };
                """.formatted(Preamble.channel(family), fromParent(parent), Preamble.hostRoutes(cluster, family));
        return block(
                peer,
                session(parent, peer, "	connect delay time 1; connect retry time 5; error wait time 1, 10;\n"),
                "",
                exchange,
                parent.defaultRoute() ? Preamble.offeredDefault(cluster, family) : List.of());
    }

    private String fromParent(AdjacentCluster parent) {
        var beyond = Preamble.beyond(cluster, family).map(_ -> "net ~ " + Preamble.beyondName(cluster, family));
        var byDefault = Preamble.defaultRoute(family);
        if (!parent.defaultRoute()) {
            return beyond.map(net -> "where " + net).orElse(Preamble.NOTHING);
        }
        return beyond.map(net ->
                        "filter { if " + net + " then accept; if " + byDefault + " then from_router(); reject; }")
                .orElseGet(() -> Imports.fromRouter("where " + byDefault));
    }

    private Block toChild(AdjacentCluster child, AdjacentCluster.Peer peer) {
        var accepted = Sets.ranges(child.accepted(), family);
        var fixed = "import keep filtered on; ";
        var exchange = """
                	%s { next hop keep; %simport %s; export %s; };
                """.formatted(
                        Preamble.channel(family),
                        fixed,
                        accepted.map(set -> "where net ~ " + set).orElse(Preamble.NOTHING),
                        toChild(child));
        var clusterId = view.reflector().options().clusterId().map(id -> "	rr cluster id " + id + ";\n");
        return block(
                peer,
                session(
                        child,
                        peer,
                        "	passive on;\n	rr client;\n" + clusterId.orElse("") + "	error wait time 1, 10;\n"),
                fixed,
                exchange,
                prefixes(child.accepted()));
    }

    private String toChild(AdjacentCluster child) {
        var wanted = new ArrayList<String>();
        Sets.ranges(child.offered(), family).ifPresent(set -> wanted.add("net ~ " + set));
        if (child.defaultRoute()) {
            wanted.add(Preamble.defaultRoute(family));
        }
        return wanted.isEmpty()
                ? Preamble.NOTHING
                : "where source ~ [ RTS_BGP, RTS_STATIC ] && (" + String.join(" || ", wanted) + ")";
    }

    private List<Prefix> prefixes(List<PrefixRange> ranges) {
        return ranges.stream()
                .map(PrefixRange::prefix)
                .filter(prefix -> prefix.family() == family)
                .toList();
    }

    private String session(AdjacentCluster other, AdjacentCluster.Peer peer, String manners) {
        return """
                	local %s as %s;
                	neighbor %s as %s;
                	%s;
                	hold time %d;
                %s%s%s""".formatted(
                        view.reflector().address(),
                        cluster.asn(),
                        peer.address(),
                        cluster.asn(),
                        Preamble.reach(other.reach()),
                        other.holdTime().toSeconds(),
                        manners,
                        SessionWords.graceful(cluster.bgp()),
                        SessionWords.password(other.link().secret()));
    }

    private static Block block(
            AdjacentCluster.Peer peer, String session, String fixed, String exchange, List<Prefix> accepted) {
        var name = ProtocolName.of(peer.reflector());
        var planned =
                new PlannedSession(name, PeerKind.REFLECTOR, peer.reflector().value(), peer.address(), List.of());
        return Block.session(planned, session, fixed, exchange).accepting(accepted);
    }
}
