package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.change.NextConfig.Origin;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.config.BirdConfig;
import io.heliograph.renderer.config.HostSessions;
import io.heliograph.renderer.view.ClusterView;
import io.heliograph.renderer.view.NodeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The clusters of one partition, and the nodes whose configuration is to be looked at again.
///
/// Entries may be taken in for as long as one likes before [#drain]: it renders the state of that moment, never
/// the way there. Not safe for more than one thread.
public final class DueConfigs {
    /// A node in one of its clusters: a host that moved has been in several.
    public record Place(ClusterId cluster, NodeId node) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::cluster).thenComparing(Place::node);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return cluster + "/" + node;
        }
    }

    /// What is to be done about a node.
    public sealed interface Step {
        Place place();

        /// Its configuration differs from the one before.
        record Send(Place place, NextConfig next) implements Step {}

        /// It is served no longer. It gets no other configuration: its reflectors' say that it is gone. Should it
        /// return, its configuration is sent again, whatever it had before.
        record Forget(Place place) implements Step {}

        /// It cannot be rendered and keeps what it has.
        record Refuse(Place place, Reason reason) implements Step {}
    }

    private static final class Cluster {
        final ClusterView view = new ClusterView();
        final HostSessions sessions = new HostSessions();
        final HostSessions formerSessions = new HostSessions();
    }

    private final Map<ClusterId, Cluster> clusters = new HashMap<>();
    private final SortedMap<Place, String> due = new TreeMap<>();

    /// Takes the new state of one entry; gives the nodes that it concerns.
    public List<Place> apply(FleetEntry entry) {
        var cluster = clusters.computeIfAbsent(entry.cluster(), _ -> new Cluster());
        var places = cluster.view.apply(entry).stream()
                .map(node -> new Place(entry.cluster(), node))
                .toList();
        places.forEach(place -> due.put(place, entry.key()));
        return places;
    }

    /// Has a node looked at again.
    public void touch(Place place, String cause) {
        due.putIfAbsent(place, cause);
    }

    /// Leaves the host whose session has this name in BIRD out of the reflectors' configurations until its entry
    /// changes, and gives it; empty when it is out already, or is no served host.
    public Optional<Place> setAside(ClusterId id, ProtocolName protocol, String cause) {
        return Optional.ofNullable(clusters.get(id))
                .flatMap(cluster -> cluster.view.hostOf(protocol))
                .filter(host -> !setAside(id, host, cause).isEmpty())
                .map(host -> new Place(id, NodeId.of(host)));
    }

    private SortedSet<NodeId> setAside(ClusterId id, HostId host, String cause) {
        var reflectors = clusters.computeIfAbsent(id, _ -> new Cluster()).view.setAside(host);
        reflectors.forEach(reflector -> due.put(new Place(id, reflector), cause));
        return reflectors;
    }

    /// Sets aside again a host that was before a restart.
    public void recallAside(Place host) {
        setAside(host.cluster(), new HostId(host.node().name()), "set aside");
    }

    /// Whether the host is left out of its reflectors' configurations.
    public boolean isAside(Place host) {
        var cluster = clusters.get(host.cluster());
        return cluster != null && cluster.view.isAside(new HostId(host.node().name()));
    }

    /// Whether an entry comes from an inventory that knows less than we do: it calls the cluster of a host unknown
    /// that we were told of. It has lost its topic, and what it says of hosts is no reason to withdraw anything.
    public boolean isIgnorance(FleetEntry entry) {
        var cluster = clusters.get(entry.cluster());
        return entry instanceof HostEntry host
                && host.reason()
                        .filter(why -> why.code() == ReasonCode.CLUSTER_UNKNOWN)
                        .isPresent()
                && cluster != null
                && cluster.view.cluster().isPresent();
    }

    /// Whether the cluster is one of this partition's, by whatever was said of it or of its nodes.
    public boolean has(ClusterId id) {
        return clusters.containsKey(id);
    }

    /// The nodes that [#drain] will look at.
    public SortedSet<Place> places() {
        return new TreeSet<>(due.keySet());
    }

    public boolean isEmpty() {
        return due.isEmpty();
    }

    /// Renders what is due, hosts before reflectors, and forgets that it was.
    ///
    /// @param before what was last sent to a node
    /// @param origin where the new configurations come from; the cause is each node's own
    public List<Step> drain(Function<Place, Optional<Shape>> before, Origin origin) {
        return drain(places(), before, origin);
    }

    /// As above, for some of the places; the others stay due.
    public List<Step> drain(SortedSet<Place> places, Function<Place, Optional<Shape>> before, Origin origin) {
        var steps = new ArrayList<Step>();
        for (var place : places) {
            var cause = due.remove(place);
            if (cause != null) {
                var from = new Origin(origin.renderer(), origin.partition(), origin.offset(), cause, origin.at());
                step(place, before.apply(place), from).ifPresent(steps::add);
            }
        }
        return steps;
    }

    /// The policy that a cluster has now.
    public Optional<ClusterEntry> policy(ClusterId id) {
        return Optional.ofNullable(clusters.get(id)).flatMap(cluster -> cluster.view.cluster());
    }

    /// A reflector's configuration with the hosts of now under a policy that it had before: what may go while a
    /// change of the policy waits. Empty where that is what it has, or cannot be rendered.
    public Optional<NextConfig> under(ClusterEntry policy, Place reflector, Optional<Shape> before, Origin origin) {
        var cluster = clusters.get(reflector.cluster());
        if (cluster == null
                || !(NodeView.of(cluster.view, reflector.node()).orElse(null) instanceof NodeView.ReflectorView now)) {
            return Optional.empty();
        }
        var view = new NodeView.ReflectorView(policy, now.reflector(), now.hosts(), now.others());
        return render(reflector, view, cluster.formerSessions, before, origin)
                .flatMap(step -> step instanceof Step.Send send ? Optional.of(send.next()) : Optional.empty());
    }

    private Optional<Step> step(Place place, Optional<Shape> before, Origin origin) {
        var cluster = clusters.get(place.cluster());
        if (cluster == null || cluster.view.cluster().isEmpty()) {
            return Optional.empty(); // Not known, or removed as a whole: what runs stays.
        }
        if (!cluster.view.serves(place.node())) {
            if (place.node().kind() == NodeId.Kind.HOST) {
                cluster.formerSessions.forget(new HostId(place.node().name()));
                cluster.sessions.forget(new HostId(place.node().name()));
            }
            return before.filter(was -> !was.isLeft()).map(_ -> new Step.Forget(place));
        }
        var objection = cluster.view.objection(place.node());
        if (objection.isPresent()) {
            return objection.map(reason -> new Step.Refuse(place, reason));
        }
        return NodeView.of(cluster.view, place.node())
                .flatMap(view -> render(place, view, cluster.sessions, before, origin));
    }

    private static Optional<Step> render(
            Place place, NodeView view, HostSessions sessions, Optional<Shape> before, Origin origin) {
        try {
            var rendered = BirdConfig.render(view, sessions);
            return NextConfig.of(view, rendered, before, origin).map(next -> new Step.Send(place, next));
        } catch (IllegalStateException e) {
            // The last gate: a word that must not reach BIRD costs this node's change, never the others'.
            return Optional.of(new Step.Refuse(
                    place, Reason.of(ReasonCode.NODE_NOT_RENDERED, place.node(), String.valueOf(e.getMessage()))));
        }
    }
}
