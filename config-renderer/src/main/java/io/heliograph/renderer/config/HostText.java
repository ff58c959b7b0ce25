package io.heliograph.renderer.config;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.renderer.view.NodeView.HostView;
import io.heliograph.renderer.view.ReflectorPeer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The configuration of a Docker host.
///
/// A new container network is one more static route: no filter changes, so nothing is read again from the
/// reflectors, however many routes they hold.
final class HostText {
    private final HostView view;
    private final Family family;
    private final String channel;

    HostText(HostView view) {
        this.view = view;
        this.family = view.host().address().family();
        this.channel = Preamble.channel(family);
    }

    List<Block> blocks() {
        var cluster = view.cluster();
        var blocks = new ArrayList<Block>();
        blocks.add(Preamble.router(view.node(), cluster.cluster(), view.host().routerId()));
        var families = Preamble.families(cluster, family);
        families.forEach(each -> blocks.add(Preamble.aggregates(cluster, each)));
        if (Preamble.resolvesNextHops(cluster)) {
            blocks.add(Preamble.interfaces(family));
        }
        families.forEach(each -> blocks.add(kernel(each)));
        blocks.add(announced(family, view.host().prefixes()));
        families.stream()
                .skip(1)
                .forEach(each -> blocks.add(announced(each, view.host().ipv4())));
        if (!view.host().pools().isEmpty()) {
            blocks.add(pooled());
        }
        if (cluster.bgp().bfd().isPresent()) {
            blocks.add(Preamble.bfd(EnumSet.of(cluster.bgp().reach())));
        }
        view.reflectors().forEach(reflector -> blocks.add(session(reflector)));
        return blocks;
    }

    /// Other hosts' subnets, and nothing else, go to the kernel; Docker's own routes are never touched. They stay
    /// there while BIRD is away. Next hops are of the family of the addresses, and only its routes are learned.
    private Block kernel(Family each) {
        boolean learns = each == family && Preamble.resolvesNextHops(view.cluster());
        var name = "kernel" + (each == family ? "1" : "4");
        return Block.plain(name, Block.Kind.KERNEL, """
                protocol kernel %s {
                	persist;
                	graceful restart;
                	scan time 20;%s
                	%s { import %s; export %s; };
                }
                """.formatted(
                        name,
                        learns ? "\n\tlearn;" : "",
                        Preamble.channel(each),
                        learns ? "all" : "none",
                        Preamble.kernelRoutes(view.cluster(), each)));
    }

    /// The host's own subnets. Preferred to everything, an interface's routes included: a subnet is announced
    /// from the moment it is admitted, whatever state its bridge is in, and nobody else's route to it counts.
    private Block announced(Family each, List<Prefix> prefixes) {
        var name = "announced" + Preamble.suffix(each, family);
        var routes = new StringBuilder();
        prefixes.forEach(prefix -> routes.append("\n\troute ")
                .append(prefix)
                .append(" blackhole")
                .append(SessionWords.communities(view.cluster(), view.host(), prefix))
                .append(';'));
        var text = """
                protocol static %s {
                %s	%s { preference 250; import %s; export none; };%s
                }
                """.formatted(name, drained(), Preamble.channel(each), marked(), routes);
        return new Block(name, Block.Kind.ORIGIN, Optional.empty(), "", "", prefixes, Optional.empty(), text);
    }

    /// Subnets of the host's pools, as its agent puts them into a table of the kernel that nobody forwards by. BIRD
    /// hears of each in milliseconds, with no configuration and without the bus.
    private Block pooled() {
        return Block.plain("pooled1", Block.Kind.SHARED, """
                %s table pooled;

                protocol kernel pooled1 {
                	kernel table %d;
                	learn;
                	scan time 10;
                	%s { table pooled; import where net ~ %s; export none; };
                }

                protocol pipe pooled2 {
                	table pooled;
                	peer table %s;
                	import none;
                	export all;
                }
                """.formatted(
                channel, DelegatedPool.KERNEL_TABLE, channel, pools(), family == Family.IPV4 ? "master4" : "master6"));
    }

    private String pools() {
        return Sets.pools(view.host().pools(), view.cluster().subnetLength());
    }

    private String ownRoutes(Family each) {
        return each != family || view.host().pools().isEmpty()
                ? "where source = RTS_STATIC"
                : "where source = RTS_STATIC || source = RTS_INHERIT && net ~ " + pools();
    }

    private String marked() {
        return view.host().isDraining() ? "filter { " + SessionWords.GRACEFUL_SHUTDOWN + "accept; }" : "all";
    }

    /// A host without subnets has the same routes in service and out of it; its agent waits for another text.
    private String drained() {
        return view.host()
                .drain()
                .map(phase -> switch (phase) {
                    case DRAINING -> "\t# This host is being drained: its routes carry GRACEFUL_SHUTDOWN.\n";
                    case DRAINED -> "\t# This host is drained: it announces nothing.\n";
                })
                .orElse("");
    }

    private Block session(ReflectorPeer reflector) {
        var bgp = view.cluster().bgp();
        var session = """
                	local %s as %s;
                	neighbor %s as %s;
                	%s;
                	hold time %d;
                	%s
                	graceful restart aware;
                	long lived graceful restart aware;
                %s%s%s""".formatted(
                        view.host().address(),
                        Preamble.hostAsn(view.cluster()),
                        reflector.address(),
                        view.cluster().asn(),
                        Preamble.reach(bgp.reach()),
                        bgp.holdTime().toSeconds(),
                        timers(),
                        SessionWords.ttlSecurity(bgp.ttlSecurity().isPresent()),
                        ownAsInPath(),
                        SessionWords.password(bgp.secret()));
        var addPaths = SessionWords.addPathsOfHost(bgp);
        var exchange = new StringBuilder(SessionWords.bfdGraceful(bgp.bfd().isPresent()));
        var fixed = new StringBuilder(addPaths);
        for (var each : Preamble.families(view.cluster(), family)) {
            var nextHops = Preamble.nextHopFamily(each, family);
            fixed.append(nextHops);
            exchange.append(channel(each, SessionWords.inFront(nextHops, addPaths)));
        }
        var planned = new PlannedSession(
                reflector.protocol(),
                PeerKind.REFLECTOR,
                reflector.reflector().value(),
                reflector.address(),
                List.of());
        return Block.session(planned, session, fixed.toString(), exchange.toString());
    }

    private String channel(Family each, String options) {
        return "\t%s { %simport %s; export %s; };\n"
                .formatted(
                        Preamble.channel(each),
                        options,
                        Preamble.importableByHosts(view.cluster(), each),
                        ownRoutes(each));
    }

    /// Hosts of an AS of their own hear each other through the reflectors' AS, with their own in the path.
    private String ownAsInPath() {
        return Preamble.isExternal(view.cluster()) ? "\tallow local as 1;\n" : "";
    }

    private String timers() {
        var spread = Spread.of(view.host().protocol());
        return "connect delay time %d; connect retry time %d; error wait time %d, %d;"
                .formatted(spread.connectDelay(), spread.connectRetry(), spread.errorWait(), Spread.LONGEST_ERROR_WAIT);
    }
}
