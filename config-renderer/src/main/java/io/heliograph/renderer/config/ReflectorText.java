package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.Upstream;
import io.heliograph.renderer.view.NodeView.ReflectorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The configuration of a route reflector (RFC 4456): it takes from each host exactly what was admitted for it,
/// passes it on with the next hop unchanged, and takes nothing from upstream. It is not in the data path.
///
/// The cluster id is BIRD's default, the router id: with an id that reflectors share, a host with one session up
/// loses every route.
final class ReflectorText {
    static final String TEMPLATE = "host_session";

    private final ReflectorView view;
    private final Family family;
    private final String channel;

    ReflectorText(ReflectorView view) {
        this.view = view;
        this.family = view.reflector().address().family();
        this.channel = Preamble.channel(family);
    }

    List<Block> blocks(HostSessions hosts) {
        var cluster = view.cluster();
        var blocks =
                new ArrayList<Block>(view.hosts().size() + cluster.upstreams().size() + 6);
        blocks.add(
                Preamble.router(view.node(), cluster.cluster(), view.reflector().routerId()));
        blocks.add(Preamble.aggregates(cluster, family));
        if (Preamble.resolvesNextHops(cluster)) {
            blocks.add(Preamble.interfaces(family));
            blocks.add(learned());
        }
        for (var upstream : cluster.upstreams()) {
            if (upstream.address().family() == family) {
                blocks.add(upstream(upstream));
            }
        }
        blocks.add(template());
        for (var host : view.hosts()) {
            blocks.add(hosts.block(cluster, host));
        }
        return blocks;
    }

    /// The reflector forwards nothing, so the kernel gets nothing from it.
    private Block learned() {
        return Block.plain("kernel1", Block.Kind.KERNEL, """
                protocol kernel kernel1 {
                	scan time 20;
                	learn;
                	%s { import all; export none; };
                }
                """.formatted(channel));
    }

    /// What the sessions to all hosts have in common; hosts dial, the reflector waits.
    private Block template() {
        var cluster = view.cluster();
        var session = """
                	local %s as %s;
                	%s;
                	passive on;
                	rr client;
                	hold time %d;
                %s""".formatted(
                        view.reflector().address(),
                        cluster.asn(),
                        Preamble.reach(cluster.bgp()),
                        cluster.bgp().holdTime().toSeconds(),
                        graceful());
        long most = 2L * Math.max(1, cluster.subnetsPerHost());
        // The filters are exact; the import limit is for the day when they are not. What they refuse is kept to be
        // shown, and the receive limit bounds what a host can make us keep. It ends the session: BIRD 2.0.12 does not
        // count down what it blocked, and a session that had been flooded took no new prefix afterwards.
        var exchange = """
                	%s {
                		next hop keep;
                		import none;
                		import keep filtered on;
                		receive limit %d action restart;
                		import limit %d action block;
                		export %s;
                	};
                """.formatted(channel, 2 * most, most, Preamble.bgpRoutes(cluster, family));
        var text = "template bgp " + TEMPLATE + " {\n" + session + exchange + "}\n";
        return new Block(
                TEMPLATE, Block.Kind.TEMPLATE, Optional.empty(), session, exchange, List.of(), Optional.empty(), text);
    }

    /// A router outside the fleet learns the containers' routes and tells us nothing.
    private Block upstream(Upstream upstream) {
        var cluster = view.cluster();
        var name = ProtocolName.of(upstream.upstream());
        var session = """
                	local %s as %s;
                	neighbor %s as %s;
                	%s;
                	hold time %d;
                	connect delay time 1; connect retry time 5; error wait time 1, 10;
                %s""".formatted(
                        view.reflector().address(),
                        cluster.asn(),
                        upstream.address(),
                        upstream.asn(),
                        Preamble.reach(cluster.bgp()),
                        cluster.bgp().holdTime().toSeconds(),
                        graceful());
        var exchange = """
                	%s { next hop keep; import none; export %s; };
                """.formatted(channel, Preamble.bgpRoutes(cluster, family));
        var planned =
                new PlannedSession(name, PeerKind.UPSTREAM, upstream.upstream().value(), upstream.address(), List.of());
        return Block.session(planned, session, exchange);
    }

    /// A reflector may die for good and hosts keep their routes; BIRD's default protects nothing.
    private static String graceful() {
        return """
                	graceful restart on; graceful restart time %d;
                	long lived graceful restart on; long lived stale time %d;
                """.formatted(Preamble.RESTART.toSeconds(), Preamble.LONG_LIVED.toSeconds());
    }
}
