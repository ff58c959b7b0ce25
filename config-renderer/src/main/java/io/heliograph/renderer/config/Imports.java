package io.heliograph.renderer.config;

import io.heliograph.fleet.Community;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.ClusterEntry;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What reflectors make of a route before they take it: functions that all sessions share, so that a host's block
/// says no more than its prefixes and its address.
///
/// Communities steer routers far away, and a host is not to do that: of those that it sends its cluster's and its
/// networks' are kept, and those by which BGP itself marks what is about to go (RFC 8326, RFC 9494).
final class Imports {
    /// GRACEFUL_SHUTDOWN, LLGR_STALE, NO_LLGR.
    private static final List<Community> MARKS = List.of(
            new Community.Standard(65_535, 0), new Community.Standard(65_535, 6), new Community.Standard(65_535, 7));

    private Imports() {}

    /// The functions. That for hosts is a condition, so that a host's policy stays a `where`: 10,000 policies
    /// with a body of their own, `filter { … }`, are parsed by BIRD 2.0.12 in minutes, 10,000 conditions in
    /// 0.15 s. From 2.17 on BIRD warns at each reading that it infers the type, which 2.0.12 has no word for.
    ///
    /// The next hop is set anew although it was compared: BIRD compares the global address alone, and keeps and
    /// passes on the link-local one that may stand beside it (RFC 2545, 3). Whoever prefers that would send where
    /// it points.
    static Block block(ClusterEntry cluster) {
        return Block.plain(
                "imports", Block.Kind.SHARED, """
                function from_host(ip host_address)
                {
                	if bgp_next_hop != host_address then return false;
                	bgp_next_hop = host_address;
                %s	return true;
                }

                function from_router()
                {
                %s	accept;
                }
                """.formatted(kept(permitted(cluster)), kept(new TreeSet<>(MARKS))));
    }

    private static SortedSet<Community> permitted(ClusterEntry cluster) {
        var permitted = new TreeSet<>(MARKS);
        permitted.addAll(cluster.bgp().communities().orElse(List.of()));
        permitted.addAll(cluster.bgp().networkCommunities().orElse(List.of()));
        return permitted;
    }

    private static String kept(SortedSet<Community> permitted) {
        var standard = set(permitted, Community.Standard.class);
        var large = set(permitted, Community.Large.class);
        return "\tbgp_community.filter(" + standard + ");\n"
                + (large.equals("[  ]")
                        ? "\tunset(bgp_large_community);\n"
                        : "\tbgp_large_community.filter(" + large + ");\n")
                + "\tunset(bgp_ext_community);\n";
    }

    private static String set(SortedSet<Community> communities, Class<? extends Community> kind) {
        return communities.stream()
                .filter(kind::isInstance)
                .map(SessionWords::tuple)
                .collect(Collectors.joining(", ", "[ ", " ]"));
    }

    /// The policy that takes what a condition (`where …`) lets in, by way of a host itself.
    static String fromHost(String condition, IpAddress host) {
        return condition + " && from_host(" + host + ")";
    }

    /// The policy that takes what a condition lets in from a router that is no host.
    static String fromRouter(String condition) {
        return "filter { if " + condition.substring("where ".length()) + " then from_router(); reject; }";
    }
}
