package io.heliograph.inventory.query;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The sessions of the reflectors: what is configured, joined with what is.
public final class SessionQueries {
    private SessionQueries() {}

    /// Every session that an active reflector is to have or speaks of, by `reflector/session`.
    public static List<SessionView> sessions(FleetSnapshot fleet) {
        var views = new TreeMap<String, SessionView>();
        fleet.reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .forEach(entry -> {
                    var config = fleet.configs().get(NodeId.of(entry.reflector()));
                    if (config != null) {
                        config.sessions().forEach(planned -> {
                            var view = planned(fleet, entry.reflector(), entry.cluster(), planned);
                            views.put(view.name(), view);
                        });
                    }
                });
        fleet.sessions().values().stream()
                .filter(health -> !views.containsKey(health.key()))
                .forEach(health -> views.put(health.key(), unplanned(fleet, health)));
        return List.copyOf(views.values());
    }

    static List<SessionView> ofHost(List<SessionView> sessions, HostId host) {
        return sessions.stream()
                .filter(session ->
                        session.kind() == PeerKind.HOST && session.peer().equals(host.value()))
                .toList();
    }

    /// Whether it is a session that somebody wants; a stranger's attempts are none.
    static boolean isOfPeer(SessionView session) {
        return session.kind() != PeerKind.STRANGER;
    }

    private static SessionView planned(
            FleetSnapshot fleet, ReflectorId reflector, ClusterId cluster, PlannedSession planned) {
        var health = Optional.ofNullable(fleet.sessions().get(reflector + "/" + planned.protocol()));
        var silence = fleet.silence(NodeId.of(reflector));
        return new SessionView(
                reflector,
                planned.protocol(),
                Optional.of(cluster),
                planned.kind(),
                planned.peer(),
                planned.neighbor(),
                localAs(fleet, cluster),
                peerAs(fleet, cluster, planned.kind(), planned.peer()),
                silence.isPresent()
                        ? SessionState.UNKNOWN
                        : health.map(SessionHealth::state).orElse(SessionState.UNKNOWN),
                health.map(SessionHealth::bgpState).orElse(""),
                silence.or(() -> health.flatMap(SessionHealth::reason)),
                health.flatMap(SessionHealth::lastError),
                health.map(SessionHealth::counts).orElse(RouteCounts.NONE),
                planned.prefixes().size(),
                health.flatMap(SessionHealth::revision),
                health.map(SessionHealth::eventAt),
                health.map(SessionHealth::observedAt),
                health.flatMap(SessionHealth::error),
                health.flatMap(SessionHealth::flaps),
                health.flatMap(SessionHealth::bfd));
    }

    private static SessionView unplanned(FleetSnapshot fleet, SessionHealth health) {
        var cluster =
                Optional.ofNullable(fleet.reflectors().get(health.reflector())).map(entry -> entry.cluster());
        var silence = fleet.silence(NodeId.of(health.reflector()));
        return new SessionView(
                health.reflector(),
                health.session(),
                cluster,
                health.kind(),
                health.peer(),
                health.neighbor(),
                cluster.flatMap(id -> localAs(fleet, id)),
                cluster.flatMap(id -> peerAs(fleet, id, health.kind(), health.peer())),
                silence.isPresent() ? SessionState.UNKNOWN : health.state(),
                health.bgpState(),
                silence.or(health::reason),
                health.lastError(),
                health.counts(),
                0,
                health.revision(),
                Optional.of(health.eventAt()),
                Optional.of(health.observedAt()),
                health.error(),
                health.flaps(),
                health.bfd());
    }

    private static Optional<Asn> localAs(FleetSnapshot fleet, ClusterId cluster) {
        return Optional.ofNullable(fleet.clusters().get(cluster)).map(ClusterEntry::asn);
    }

    private static Optional<Asn> peerAs(FleetSnapshot fleet, ClusterId cluster, PeerKind kind, String peer) {
        return switch (kind) {
            case HOST, REFLECTOR -> localAs(fleet, cluster);
            case UPSTREAM ->
                Optional.ofNullable(fleet.clusters().get(cluster)).stream()
                        .flatMap(entry -> entry.upstreams().stream())
                        .filter(upstream -> upstream.upstream().value().equals(peer))
                        .map(upstream -> upstream.asn())
                        .findFirst();
            case STRANGER -> Optional.empty();
        };
    }
}
