package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.answer.Topology;
import io.heliograph.fleet.answer.Topology.Link;
import io.heliograph.fleet.answer.Topology.Point;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.SessionState;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// The picture of the fleet. Of a large cluster only some hosts are drawn, those in trouble first.
public final class TopologyQuery {
    private TopologyQuery() {}

    public static Topology topology(
            Collection<ClusterEntry> clusters,
            Collection<ReflectorView> reflectors,
            Collection<HostView> hosts,
            Collection<SessionView> sessions) {
        return new Topology(clusters.stream()
                .map(cluster -> cluster(
                        cluster,
                        reflectors.stream()
                                .filter(view -> view.cluster().equals(cluster.cluster()))
                                .toList(),
                        hosts.stream()
                                .filter(view -> view.cluster().equals(cluster.cluster()))
                                .toList(),
                        sessions.stream()
                                .filter(view -> view.cluster()
                                        .filter(cluster.cluster()::equals)
                                        .isPresent())
                                .toList()))
                .toList());
    }

    private static Topology.Cluster cluster(
            ClusterEntry cluster, List<ReflectorView> reflectors, List<HostView> hosts, List<SessionView> sessions) {
        var drawn = hosts.stream()
                .sorted(Comparator.comparing((HostView host) -> host.sessions().isComplete())
                        .thenComparing(HostView::host))
                .limit(Topology.MAX_HOSTS)
                .sorted(Comparator.comparing(HostView::host))
                .map(host -> new Point(host.host().value(), host.sessions()))
                .toList();
        var upstreams = cluster.upstreams().stream()
                .map(upstream -> upstream(upstream.upstream().value(), sessions))
                .toList();
        var names = new HashSet<String>();
        Stream.concat(drawn.stream(), upstreams.stream()).map(Point::name).forEach(names::add);
        reflectors.forEach(reflector -> names.add(reflector.reflector().value()));
        return new Topology.Cluster(
                cluster.cluster(),
                upstreams,
                reflectors.stream()
                        .map(reflector -> new Point(reflector.reflector().value(), reflector.sessions()))
                        .toList(),
                drawn,
                hosts.size(),
                (int) hosts.stream()
                        .filter(host -> host.sessions().isComplete())
                        .count(),
                sessions.stream()
                        .filter(session -> names.contains(session.peer()) && SessionQueries.isOfPeer(session))
                        .map(session -> new Link(session.reflector().value(), session.peer(), session.state()))
                        .toList());
    }

    private static Point upstream(String name, List<SessionView> sessions) {
        var own = sessions.stream()
                .filter(session ->
                        session.kind() == PeerKind.UPSTREAM && session.peer().equals(name))
                .toList();
        int up = (int) own.stream()
                .filter(session -> session.state() == SessionState.UP)
                .count();
        return new Point(name, Words.tally(own.size(), up, "sessions up"));
    }
}
