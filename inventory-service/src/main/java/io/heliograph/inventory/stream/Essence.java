package io.heliograph.inventory.stream;

import io.heliograph.fleet.answer.FleetStatus;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import java.time.Instant;
import java.util.Optional;

/// Answers without the times at which somebody was last seen: heartbeats change those and nothing else.
final class Essence {
    private Essence() {}

    static HostView of(HostView host) {
        return new HostView(
                host.host(),
                host.cluster(),
                host.lifecycle(),
                host.standing(),
                host.address(),
                host.routerId(),
                host.admitted(),
                host.quarantined(),
                host.reason(),
                host.notAnnounced(),
                host.preflight(),
                host.facts(),
                Optional.empty(),
                host.sessions(),
                host.configuration(),
                host.change(),
                host.drain(),
                host.safeToStop());
    }

    static ReflectorView of(ReflectorView reflector) {
        return new ReflectorView(
                reflector.reflector(),
                reflector.cluster(),
                reflector.lifecycle(),
                reflector.address(),
                reflector.routerId(),
                reflector.bgp(),
                reflector.sessions(),
                reflector.routes(),
                reflector.configuration(),
                reflector.change(),
                reflector.facts(),
                Optional.empty(),
                reflector.preflight());
    }

    static SessionView of(SessionView session) {
        return new SessionView(
                session.reflector(),
                session.session(),
                session.cluster(),
                session.kind(),
                session.peer(),
                session.neighbor(),
                session.localAs(),
                session.peerAs(),
                session.state(),
                session.bgpState(),
                session.reason(),
                session.lastError(),
                session.counts(),
                session.expectedPrefixes(),
                session.revision(),
                session.since(),
                Optional.empty(),
                session.error(),
                session.flaps(),
                session.bfd());
    }

    static RouteView of(RouteView route) {
        return new RouteView(
                route.prefix(),
                route.host(),
                route.cluster(),
                route.network(),
                route.admitted(),
                route.stage(),
                route.reachedAt(),
                route.reflectors().stream().map(Essence::of).toList(),
                route.reason(),
                route.observedToVerified(),
                route.broken());
    }

    private static RouteView.OnReflector of(RouteView.OnReflector on) {
        return new RouteView.OnReflector(
                on.reflector(), on.stage(), on.reachedAt(), on.nextHop(), on.reason(), Optional.empty(), on.probe());
    }

    static FleetStatus of(FleetStatus status) {
        return new FleetStatus(
                status.healthy(),
                status.summary(),
                status.clusters(),
                status.reflectors(),
                status.hosts(),
                status.sessions(),
                status.routes(),
                status.revisions(),
                status.troubles(),
                status.troublesInAll(),
                Instant.EPOCH);
    }
}
