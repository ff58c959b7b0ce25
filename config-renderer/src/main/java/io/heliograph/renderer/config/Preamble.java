package io.heliograph.renderer.config;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Upstream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Blocks that hosts and reflectors have in common.
final class Preamble {
    /// The name of the aggregates' set in the text.
    private static final String AGGREGATES = "AGGREGATES";

    /// And of those of IPv4 where a node has both.
    private static final String AGGREGATES_IPV4 = "AGGREGATES4";

    /// The name of the set of what is taken from the cluster above.
    private static final String BEYOND = "BEYOND";

    /// The policy where there is nothing to accept or to send.
    static final String NOTHING = "none";

    private Preamble() {}

    /// Agents read protocol states from BIRD's socket (`debug` and `echo`); the log is for people.
    static Block router(NodeId node, ClusterId cluster, RouterId routerId) {
        return Block.router("router id " + routerId, """
                # Heliograph: %s of cluster %s. Written by the config renderer; edits are lost.
                log stderr { info, remote, warning, error, auth, fatal, bug };
                timeformat base iso long ms;
                timeformat log iso long ms;
                timeformat protocol iso long ms;
                timeformat route iso long ms;
                watchdog warning 5 s;
                graceful restart wait 30;
                debug protocols { states, events };
                router id %s;

                protocol device device1 {
                	scan time 10;
                }
                """.formatted(
                        Words.plain(node.toString()), Words.plain(cluster.toString()), routerId));
    }

    /// What the cluster's hosts may announce at all, as a set; a comment where that is nothing.
    static Block aggregates(ClusterEntry cluster, Family family) {
        return Block.plain(
                name(cluster, family).toLowerCase(Locale.ROOT),
                Block.Kind.SHARED,
                Sets.aggregates(cluster, family)
                                .map(set -> "define " + name(cluster, family) + " = " + set + ";\n")
                                .orElse("# The cluster has no aggregates of this family: nothing is accepted.\n")
                        + beyond(cluster, family)
                                .map(set -> "define " + beyondName(cluster, family) + " = " + set + ";\n")
                                .orElse(""));
    }

    private static String name(ClusterEntry cluster, Family family) {
        return family == Family.IPV4 && cluster.carriesIpv4() ? AGGREGATES_IPV4 : AGGREGATES;
    }

    static String beyondName(ClusterEntry cluster, Family family) {
        return family == Family.IPV4 && cluster.carriesIpv4() ? BEYOND + "4" : BEYOND;
    }

    /// The families that sessions between addresses of `family` carry: that one, and IPv4 where the cluster has it
    /// beside IPv6.
    static List<Family> families(ClusterEntry cluster, Family family) {
        return family == Family.IPV6 && cluster.carriesIpv4() ? List.of(family, Family.IPV4) : List.of(family);
    }

    /// The families of an upstream's session: it has IPv4 only if it asked for it.
    static List<Family> families(ClusterEntry cluster, Upstream upstream) {
        var family = upstream.address().family();
        return upstream.ipv4().isPresent() ? families(cluster, family) : List.of(family);
    }

    /// The families of a session to a reflector of another cluster: IPv4 only if both clusters have it.
    static List<Family> families(ClusterEntry cluster, Family family, AdjacentCluster other) {
        return other.ipv4().isPresent() ? families(cluster, family) : List.of(family);
    }

    /// What a channel says of itself. BIRD ends the session to change it, and to add or drop a channel.
    ///
    /// @param carrier the family of the session's addresses
    static String nextHopFamily(Family family, Family carrier) {
        return family == carrier ? "" : "extended next hop on;";
    }

    /// Distinguishes a protocol for the family that stands beside another from the one of that other.
    static String suffix(Family family, Family carrier) {
        return family == carrier ? "" : "4";
    }

    /// Routes of hosts and no others: what is learned from the kernel or an interface is for resolving next hops.
    static String bgpRoutes(ClusterEntry cluster, Family family) {
        return Sets.aggregates(cluster, family).isPresent()
                ? "where source = RTS_BGP && net ~ " + name(cluster, family)
                : NOTHING;
    }

    /// On a reflector: what hosts announce, and what it originates for hosts without BIRD. The same words whether there
    /// are any or not, so that the first of them changes nobody's filter.
    static String hostRoutes(ClusterEntry cluster, Family family) {
        return Sets.aggregates(cluster, family).isPresent()
                ? "where source ~ [ RTS_BGP, RTS_STATIC ] && net ~ " + name(cluster, family)
                : NOTHING;
    }

    /// What reflectors pass on to hosts: that, and the default route where the cluster's hosts get it.
    static String routesToHosts(ClusterEntry cluster, Family family) {
        return more(cluster, family)
                .map(more -> "where source ~ [ RTS_BGP, RTS_STATIC ] && (net ~ " + name(cluster, family) + more + ")")
                .orElseGet(() -> hostRoutes(cluster, family));
    }

    /// What a host gives to its kernel.
    static String kernelRoutes(ClusterEntry cluster, Family family) {
        return more(cluster, family)
                .map(more -> "where source = RTS_BGP && (net ~ " + name(cluster, family) + more + ")")
                .orElseGet(() -> bgpRoutes(cluster, family));
    }

    /// What hosts get beside the subnets of the cluster and those below it; empty where that is nothing.
    private static Optional<String> more(ClusterEntry cluster, Family family) {
        if (Sets.aggregates(cluster, family).isEmpty()) {
            return Optional.empty();
        }
        var more = beyond(cluster, family)
                        .map(_ -> " || net ~ " + beyondName(cluster, family))
                        .orElse("")
                + (takesDefault(cluster, family) ? " || " + defaultRoute(family) : "");
        return more.isEmpty() ? Optional.empty() : Optional.of(more);
    }

    /// What is taken from the cluster above, beside a default route.
    static Optional<String> beyond(ClusterEntry cluster, Family family) {
        return cluster.above().flatMap(parent -> Sets.ranges(parent.accepted(), family));
    }

    /// What a reflector that forwards gives to its kernel: never a default route, which it may have from there.
    static String kernelRoutesOfReflector(ClusterEntry cluster, Family family) {
        return beyond(cluster, family).isPresent()
                        && Sets.aggregates(cluster, family).isPresent()
                ? "where source ~ [ RTS_BGP, RTS_STATIC ] && (net ~ " + name(cluster, family) + " || net ~ "
                        + beyondName(cluster, family) + ")"
                : hostRoutes(cluster, family);
    }

    /// The default route as what a block accepts or offers; nothing where the cluster's hosts do not get it.
    static List<Prefix> offeredDefault(ClusterEntry cluster, Family family) {
        return takesDefault(cluster, family)
                ? List.of(Prefix.parse(family == Family.IPV4 ? "0.0.0.0/0" : "::/0"))
                : List.of();
    }

    private static boolean takesDefault(ClusterEntry cluster, Family family) {
        return cluster.bgp().defaultRoute().isPresent()
                && Sets.aggregates(cluster, family).isPresent();
    }

    /// The default route and nothing that it covers: `net ~ ::/0` would match everything.
    static String defaultRoute(Family family) {
        return switch (family) {
            case IPV4 -> "net = 0.0.0.0/0";
            case IPV6 -> "net = ::/0";
        };
    }

    /// Next hops of a multihop session are resolved in BIRD's own table: by interfaces and by the routes that
    /// others gave to the kernel.
    static Block interfaces(Family family) {
        return Block.plain("direct1", Block.Kind.KERNEL, """
                protocol direct direct1 {
                	%s { import all; export none; };
                }
                """.formatted(channel(family)));
    }

    /// What is taken from a reflector: hosts' subnets, whichever host's.
    static String importable(ClusterEntry cluster, Family family) {
        return Sets.aggregates(cluster, family).isPresent() ? "where net ~ " + name(cluster, family) : NOTHING;
    }

    /// That, and the default route where the cluster's hosts get it.
    static String importableByHosts(ClusterEntry cluster, Family family) {
        return more(cluster, family)
                .map(more -> "where net ~ " + name(cluster, family) + more)
                .orElseGet(() -> importable(cluster, family));
    }

    /// BFD (RFC 5880) for the sessions that ask for it: three packets missed at 300 ms each. A session whose other
    /// end has no BFD yet comes up all the same.
    static Block bfd(Set<Reach> reaches) {
        return Block.plain("bfd1", Block.Kind.KERNEL, """
                protocol bfd bfd1 {
                %s
                }
                """.formatted(
                        reaches.stream().sorted().map(Preamble::bfdTo).collect(Collectors.joining("\n"))));
    }

    private static String bfdTo(Reach reach) {
        return switch (reach) {
            case DIRECT -> "\tinterface \"*\" { interval 300 ms; multiplier 3; };";
            case MULTIHOP -> "\tmultihop { interval 300 ms; multiplier 3; };";
        };
    }

    static String channel(Family family) {
        return switch (family) {
            case IPV4 -> "ipv4";
            case IPV6 -> "ipv6";
        };
    }

    static String reach(Reach reach) {
        return switch (reach) {
            case DIRECT -> "direct";
            case MULTIHOP -> "multihop";
        };
    }

    static Asn hostAsn(ClusterEntry cluster) {
        return cluster.bgp().hostAsn().orElse(cluster.asn());
    }

    /// Whether hosts are in another AS than the reflectors: eBGP, and no reflection.
    static boolean isExternal(ClusterEntry cluster) {
        return !hostAsn(cluster).equals(cluster.asn());
    }

    static boolean resolvesNextHops(ClusterEntry cluster) {
        return cluster.bgp().reach() == Reach.MULTIHOP;
    }
}
