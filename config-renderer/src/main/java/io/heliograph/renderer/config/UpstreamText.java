package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.renderer.view.NodeView.ReflectorView;
import java.util.List;

/// A reflector's session to a router outside the fleet, which learns the containers' routes and tells us nothing, or
/// nothing but the default route.
final class UpstreamText {
    private final ReflectorView view;
    private final ClusterEntry cluster;
    private final Family family;

    UpstreamText(ReflectorView view) {
        this.view = view;
        this.cluster = view.cluster();
        this.family = view.reflector().address().family();
    }

    /// Those that the reflector can talk to.
    List<Upstream> ofOurFamily() {
        return cluster.upstreams().stream()
                .filter(upstream -> upstream.address().family() == family
                        && view.reflector().options().serves(upstream.upstream()))
                .toList();
    }

    Block block(Upstream upstream) {
        var name = ProtocolName.of(upstream.upstream());
        var session = """
                	local %s as %s;
                	neighbor %s as %s;
                	%s;
                	hold time %d;
                	connect delay time 1; connect retry time 5; error wait time 1, 10;
                %s%s%s""".formatted(
                view.reflector().options().source().orElse(view.reflector().address()),
                cluster.asn(),
                upstream.address(),
                upstream.asn(),
                Preamble.reach(upstream.reachIn(cluster)),
                upstream.holdTime().orElse(cluster.bgp().holdTime()).toSeconds(),
                SessionWords.graceful(cluster.bgp()),
                SessionWords.ttlSecurity(upstream.ttlSecurity().isPresent()),
                SessionWords.password(upstream.secret()));
        var exchange = new StringBuilder(SessionWords.bfd(upstream.bfd().isPresent()));
        var fixed = new StringBuilder();
        for (var each : Preamble.families(cluster, upstream)) {
            var nextHops = Preamble.nextHopFamily(each, family);
            fixed.append(nextHops);
            exchange.append("\t%s { %simport %s; export %s; };\n"
                    .formatted(
                            Preamble.channel(each),
                            SessionWords.inFront(nextHops, SessionWords.nextHop(upstream)),
                            importable(upstream, each),
                            exportable(upstream, each)));
        }
        var planned =
                new PlannedSession(name, PeerKind.UPSTREAM, upstream.upstream().value(), upstream.address(), List.of());
        return Block.session(planned, session, fixed.toString(), exchange.toString())
                .accepting(
                        upstream.defaultRoute().isPresent()
                                ? Preamble.families(cluster, upstream).stream()
                                        .flatMap(each -> Preamble.offeredDefault(cluster, each).stream())
                                        .toList()
                                : List.of());
    }

    private static String importable(Upstream upstream, Family each) {
        if (upstream.defaultRoute().isEmpty()) {
            return "none";
        }
        return Imports.fromRouter("where " + Preamble.defaultRoute(each));
    }

    private String exportable(Upstream upstream, Family each) {
        var routes = Preamble.hostRoutes(cluster, each);
        var edits = edits(upstream);
        if (edits.isEmpty() || routes.equals(Preamble.NOTHING)) {
            return routes;
        }
        var condition = routes.substring("where ".length());
        return "filter { if " + condition + " then { " + edits + "accept; } reject; }";
    }

    private String edits(Upstream upstream) {
        var edits = new StringBuilder();
        for (int times = upstream.prepend().orElse(0); times > 0; times--) {
            edits.append("bgp_path.prepend(").append(cluster.asn()).append("); ");
        }
        upstream.communities()
                .orElse(List.of())
                .forEach(
                        community -> edits.append(SessionWords.added(community)).append(' '));
        return edits.toString();
    }
}
