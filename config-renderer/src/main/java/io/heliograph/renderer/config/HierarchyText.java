package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.PrefixRange;
import io.heliograph.renderer.view.NodeView.ReflectorView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A reflector's sessions to the reflectors of the clusters above and below it (RFC 4456, 7): those below are clients
/// of those above.
///
/// From a child is taken what its hosts and all below it may announce, and no more: its reflectors hold each host to
/// exactly its own subnets, and the aggregates of a hierarchy do not overlap, so that no cluster can take another's.
/// Both ends are set up by the child's words; its reflectors dial, as hosts do. IPv4 goes along where both clusters
/// have it beside IPv6.
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

    /// How far those are whom BFD watches.
    Stream<Reach> watched() {
        return Stream.concat(cluster.above().stream(), cluster.below().stream())
                .filter(other -> other.link().bfd().isPresent())
                .filter(other -> !ofOurFamily(other).isEmpty())
                .map(AdjacentCluster::reach);
    }

    private List<AdjacentCluster.Peer> ofOurFamily(AdjacentCluster other) {
        return other.reflectors().stream()
                .filter(peer -> peer.address().family() == family)
                .toList();
    }

    private Block toParent(AdjacentCluster parent, AdjacentCluster.Peer peer) {
        var session = session(parent, peer, "	connect delay time 1; connect retry time 5; error wait time 1, 10;\n");
        var exchange =
                new StringBuilder(SessionWords.bfdGraceful(parent.link().bfd().isPresent()));
        var fixed = new StringBuilder();
        var accepted = new ArrayList<Prefix>();
        for (var each : Preamble.families(cluster, family, parent)) {
            var nextHops = Preamble.nextHopFamily(each, family);
            fixed.append(nextHops);
            exchange.append("	%s { %snext hop keep; import %s; export %s; };\n"
                    .formatted(
                            Preamble.channel(each),
                            SessionWords.inFront(nextHops),
                            fromParent(parent, each),
                            Preamble.hostRoutes(cluster, each)));
            if (parent.defaultRoute()) {
                accepted.addAll(Preamble.offeredDefault(cluster, each));
            }
        }
        return block(peer, session, fixed.toString(), exchange.toString(), accepted);
    }

    private String fromParent(AdjacentCluster parent, Family each) {
        var beyond = Preamble.beyond(cluster, each).map(_ -> "net ~ " + Preamble.beyondName(cluster, each));
        var byDefault = Preamble.defaultRoute(each);
        if (!parent.defaultRoute()) {
            return beyond.map(net -> "where " + net).orElse(Preamble.NOTHING);
        }
        return beyond.map(net ->
                        "filter { if " + net + " then accept; if " + byDefault + " then from_router(); reject; }")
                .orElseGet(() -> Imports.fromRouter("where " + byDefault));
    }

    private Block toChild(AdjacentCluster child, AdjacentCluster.Peer peer) {
        var clusterId = view.reflector().options().clusterId().map(id -> "	rr cluster id " + id + ";\n");
        var session = session(
                child, peer, "	passive on;\n	rr client;\n" + clusterId.orElse("") + "	error wait time 1, 10;\n");
        var exchange =
                new StringBuilder(SessionWords.bfdGraceful(child.link().bfd().isPresent()));
        var fixed = new StringBuilder();
        var accepted = new ArrayList<Prefix>();
        for (var each : Preamble.families(cluster, family, child)) {
            var kept = "import keep filtered on; " + SessionWords.inFront(Preamble.nextHopFamily(each, family));
            fixed.append(kept);
            exchange.append("	%s { next hop keep; %simport %s; export %s; };\n"
                    .formatted(
                            Preamble.channel(each),
                            kept,
                            Sets.ranges(child.accepted(), each)
                                    .map(set -> "where net ~ " + set)
                                    .orElse(Preamble.NOTHING),
                            toChild(child, each)));
            accepted.addAll(prefixes(child.accepted(), each));
        }
        return block(peer, session, fixed.toString(), exchange.toString(), accepted);
    }

    private static String toChild(AdjacentCluster child, Family each) {
        var wanted = new ArrayList<String>();
        Sets.ranges(child.offered(), each).ifPresent(set -> wanted.add("net ~ " + set));
        if (child.defaultRoute()) {
            wanted.add(Preamble.defaultRoute(each));
        }
        return wanted.isEmpty()
                ? Preamble.NOTHING
                : "where source ~ [ RTS_BGP, RTS_STATIC ] && (" + String.join(" || ", wanted) + ")";
    }

    private static List<Prefix> prefixes(List<PrefixRange> ranges, Family each) {
        return ranges.stream()
                .map(PrefixRange::prefix)
                .filter(prefix -> prefix.family() == each)
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
