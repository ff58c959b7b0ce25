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

    /// The functions. Each ends the filter that calls it: one that returned a value would have BIRD 2.17 and later
    /// warn of it at each change.
    ///
    /// The next hop is set anew although it was compared: BIRD compares the global address alone, and keeps and
    /// passes on the link-local one that may stand beside it (RFC 2545, 3). Whoever prefers that would send where
    /// it points.
    static Block block(ClusterEntry cluster) {
        return Block.plain(
                "imports", Block.Kind.SHARED, """
                function from_host(ip peer)
                {
                	if bgp_next_hop != peer then reject;
                	bgp_next_hop = peer;
                %s	accept;
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
        return "filter { if " + bare(condition) + " then from_host(" + host + "); reject; }";
    }

    /// The policy that takes what a condition lets in from a router that is no host.
    static String fromRouter(String condition) {
        return "filter { if " + bare(condition) + " then from_router(); reject; }";
    }

    private static String bare(String condition) {
        return condition.substring("where ".length());
    }
}
