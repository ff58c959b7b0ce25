package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.event.SessionState;
import java.util.List;

/// The picture of the fleet: each cluster's routers, reflectors and hosts, and the sessions between them.
public record Topology(List<Cluster> clusters) {
    /// So many hosts of a cluster are drawn, those in trouble first.
    public static final int MAX_HOSTS = 48;

    /// One cluster.
    ///
    /// @param hosts at most [#MAX_HOSTS]
    /// @param hostsInAll how many there are
    /// @param hostsWell how many of them have every session up
    /// @param links the sessions between those that are drawn
    public record Cluster(
            ClusterId cluster,
            List<Point> upstreams,
            List<Point> reflectors,
            List<Point> hosts,
            int hostsInAll,
            int hostsWell,
            List<Link> links) {
        public Cluster {
            upstreams = List.copyOf(upstreams);
            reflectors = List.copyOf(reflectors);
            hosts = List.copyOf(hosts);
            links = List.copyOf(links);
        }
    }

    /// Something that speaks BGP.
    ///
    /// @param sessions expected: configured; actual: those up
    public record Point(String name, Tally sessions) {}

    /// A session of a reflector.
    ///
    /// @param reflector the end that tells of it
    /// @param peer the other end
    public record Link(String reflector, String peer, SessionState state) {}

    public Topology {
        clusters = List.copyOf(clusters);
    }
}
