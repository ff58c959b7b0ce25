package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.renderer.view.NodeView.ReflectorView;
import io.heliograph.renderer.view.ReflectorPeer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The configuration of a route reflector (RFC 4456): it takes from each host exactly what was admitted for it,
/// passes it on with the next hop unchanged, and takes nothing from upstream but, where it is told to, the default
/// route. It is not in the data path.
///
/// Unless it is given one, the cluster id is BIRD's default, the router id: with an id that reflectors share, a host
/// with one session up loses every route.
final class ReflectorText {
    static final String TEMPLATE = "host_session";

    private final ReflectorView view;
    private final Family family;
    private final List<Family> families;

    ReflectorText(ReflectorView view) {
        this.view = view;
        this.family = view.reflector().address().family();
        this.families = Preamble.families(view.cluster(), family);
    }

    List<Block> blocks(HostSessions hosts) {
        var cluster = view.cluster();
        var blocks =
                new ArrayList<Block>(view.hosts().size() + cluster.upstreams().size() + 6);
        blocks.add(
                Preamble.router(view.node(), cluster.cluster(), view.reflector().routerId()));
        families.forEach(each -> blocks.add(Preamble.aggregates(cluster, each)));
        blocks.add(Imports.block(cluster));
        if (Preamble.resolvesNextHops(cluster)) {
            blocks.add(Preamble.interfaces(family));
        }
        blocks.addAll(kernel());
        var upstreams = new UpstreamText(view);
        var bfd = EnumSet.noneOf(Reach.class);
        if (cluster.bgp().bfd().isPresent() || view.hosts().stream().anyMatch(OriginText::isWatched)) {
            bfd.add(cluster.bgp().reach());
        }
        upstreams.ofOurFamily().stream()
                .filter(upstream -> upstream.bfd().isPresent())
                .forEach(upstream -> bfd.add(upstream.reachIn(cluster)));
        new HierarchyText(view).watched().forEach(bfd::add);
        if (!bfd.isEmpty()) {
            blocks.add(Preamble.bfd(bfd));
        }
        upstreams.ofOurFamily().forEach(upstream -> blocks.add(upstreams.block(upstream)));
        view.others().forEach(other -> blocks.add(mesh(other)));
        blocks.addAll(new HierarchyText(view).blocks());
        blocks.add(template());
        for (var host : view.hosts()) {
            blocks.add(hosts.block(cluster, host));
        }
        return blocks;
    }

    /// What others gave to the kernel resolves next hops, which are of the family of the addresses. The reflector
    /// forwards nothing, so the kernel gets nothing from it, unless an upstream has the reflector for its next
    /// hop, or somebody asked for it.
    private List<Block> kernel() {
        boolean learns = Preamble.resolvesNextHops(view.cluster());
        boolean forwards = view.reflector().options().kernelExport().isPresent()
                || new UpstreamText(view)
                        .ofOurFamily().stream()
                                .anyMatch(upstream -> upstream.nextHop().isPresent());
        return families.stream()
                .filter(each -> forwards || (learns && each == family))
                .map(each -> kernel(each, learns && each == family, forwards))
                .toList();
    }

    private Block kernel(Family each, boolean learns, boolean forwards) {
        var name = "kernel" + (each == family ? "1" : "4");
        return Block.plain(name, Block.Kind.KERNEL, """
                protocol kernel %s {
                %s	scan time 20;
                %s	%s { import %s; export %s; };
                }
                """.formatted(
                        name,
                        forwards ? "\tpersist;\n\tgraceful restart;\n" : "",
                        learns ? "\tlearn;\n" : "",
                        Preamble.channel(each),
                        learns ? "all" : Preamble.NOTHING,
                        forwards ? Preamble.kernelRoutesOfReflector(view.cluster(), each) : Preamble.NOTHING));
    }

    /// What the sessions to all hosts have in common; hosts dial, the reflector waits. After an error BIRD refuses a
    /// peer for 60 s unless it is told otherwise: a host whose link was mended in ten seconds was away for fifty.
    private Block template() {
        var cluster = view.cluster();
        var bgp = cluster.bgp();
        var session = """
                	local %s as %s;
                	%s;
                	passive on;
                %s	hold time %d;
                	error wait time 1, 10;
                %s%s%s""".formatted(
                        view.reflector().address(),
                        cluster.asn(),
                        Preamble.reach(bgp.reach()),
                        Preamble.isExternal(cluster) ? "" : "\trr client;\n" + clusterId(),
                        bgp.holdTime().toSeconds(),
                        SessionWords.graceful(bgp),
                        SessionWords.ttlSecurity(bgp.ttlSecurity().isPresent()),
                        SessionWords.password(bgp.secret()));
        var addPaths = SessionWords.addPathsOfReflector(bgp);
        var exchange = new StringBuilder(SessionWords.bfd(bgp.bfd().isPresent()));
        var fixed = new StringBuilder(addPaths);
        for (var each : families) {
            var nextHops = Preamble.nextHopFamily(each, family);
            fixed.append(nextHops);
            exchange.append(channel(each, lined(nextHops) + lined(addPaths)));
        }
        var text = "template bgp " + TEMPLATE + " {\n" + session + exchange + "}\n";
        return new Block(
                TEMPLATE,
                Block.Kind.TEMPLATE,
                Optional.empty(),
                session + fixed,
                exchange.toString(),
                families.stream()
                        .flatMap(each -> Preamble.offeredDefault(cluster, each).stream())
                        .toList(),
                Optional.empty(),
                text);
    }

    /// The limits hold for each family by itself: BIRD counts a channel's routes.
    private String channel(Family each, String options) {
        return """
                	%s {
                		next hop keep;
                %s		import none;
                %s		export %s;
                	};
                """.formatted(Preamble.channel(each), options, limits(), Preamble.routesToHosts(view.cluster(), each));
    }

    private static String lined(String option) {
        return option.isEmpty() ? "" : "\t\t" + option + "\n";
    }

    private String clusterId() {
        return view.reflector()
                .options()
                .clusterId()
                .map(id -> "\trr cluster id " + id + ";\n")
                .orElse("");
    }

    /// The filters are exact; the import limit is for the day when they are not. What they refuse is kept to be shown,
    /// and the receive limit bounds what a host can make us keep. It ends the session unless the cluster says
    /// otherwise: BIRD 2.0.12 does not count down what it blocked, and a session that had been flooded took no new
    /// prefix afterwards.
    private String limits() {
        var bgp = view.cluster().bgp();
        long most = 2L * Math.max(1, view.cluster().subnetsPerHost());
        var receive = bgp.receiveLimit()
                .orElseGet(() -> new BgpOptions.RouteLimit((int) (2 * most), BgpOptions.LimitAction.RESTART));
        return """
                		import keep filtered on;
                		receive limit %d action %s;
                		import limit %d action %s;
                """.formatted(
                        receive.routes(),
                        SessionWords.action(receive.action()),
                        most,
                        SessionWords.action(bgp.importLimitAction().orElse(BgpOptions.IMPORT_LIMIT_ACTION)));
    }

    /// Reflectors that are peers of each other, none the other's client: a host with a session to one of them only is
    /// heard by all.
    private Block mesh(ReflectorPeer other) {
        var cluster = view.cluster();
        var bgp = cluster.bgp();
        var session = """
                	local %s as %s;
                	neighbor %s as %s;
                	%s;
                	hold time %d;
                	connect delay time 1; connect retry time 5; error wait time 1, 10;
                %s%s%s""".formatted(
                        view.reflector().address(),
                        cluster.asn(),
                        other.address(),
                        cluster.asn(),
                        Preamble.reach(bgp.reach()),
                        bgp.holdTime().toSeconds(),
                        SessionWords.graceful(bgp),
                        SessionWords.ttlSecurity(bgp.ttlSecurity().isPresent()),
                        SessionWords.password(bgp.secret()));
        var exchange = new StringBuilder(SessionWords.bfdGraceful(bgp.bfd().isPresent()));
        var fixed = new StringBuilder();
        for (var each : families) {
            var nextHops = Preamble.nextHopFamily(each, family);
            fixed.append(nextHops);
            exchange.append("\t%s { %snext hop keep; import %s; export %s; };\n"
                    .formatted(
                            Preamble.channel(each),
                            SessionWords.inFront(nextHops),
                            Preamble.importable(cluster, each),
                            Preamble.hostRoutes(cluster, each)));
        }
        var planned = new PlannedSession(
                other.protocol(), PeerKind.REFLECTOR, other.reflector().value(), other.address(), List.of());
        return Block.session(planned, session, fixed.toString(), exchange.toString());
    }
}
