package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.ApplyView;
import io.heliograph.fleet.answer.HostView;
import io.heliograph.fleet.answer.Progress;
import io.heliograph.fleet.answer.ReflectorView;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.answer.SessionView;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// What each list of the API may be asked.
public final class Listings {
    private Listings() {}

    public static final Listing<HostView> HOSTS = new Listing<>(
            host -> host.host() + " " + host.cluster() + " "
                    + host.address().map(Object::toString).orElse(""),
            host -> host.standing() != Standing.ADMITTED
                    || host.reason().isPresent()
                    || !host.quarantined().isEmpty()
                    || !host.preflight().isEmpty()
                    || !host.sessions().isComplete(),
            Map.of(
                    "host", Comparator.comparing(HostView::host),
                    "cluster", Comparator.comparing(HostView::cluster),
                    "standing", Comparator.comparing(HostView::standing),
                    "subnets", Comparator.comparingInt(host -> host.admitted().size()),
                    "sessions",
                            Comparator.comparingInt(host ->
                                    host.sessions().actual() - host.sessions().expected()),
                    "lastReport", Comparator.comparing(host -> host.lastReport().orElse(Instant.EPOCH))));

    public static final Listing<ReflectorView> REFLECTORS = new Listing<>(
            reflector -> reflector.reflector() + " " + reflector.cluster() + " " + reflector.address(),
            reflector -> !reflector.sessions().isComplete()
                    || !reflector.routes().isComplete()
                    || !reflector.preflight().isEmpty()
                    || isBehind(reflector.configuration()),
            Map.of(
                    "reflector", Comparator.comparing(ReflectorView::reflector),
                    "cluster", Comparator.comparing(ReflectorView::cluster),
                    "sessions",
                            Comparator.comparingInt(view ->
                                    view.sessions().actual() - view.sessions().expected()),
                    "routes",
                            Comparator.comparingInt(view ->
                                    view.routes().actual() - view.routes().expected())));

    public static final Listing<SessionView> SESSIONS = new Listing<>(
            session -> session.name() + " " + session.ends() + " " + session.neighbor(),
            session -> session.state() != SessionState.UP || session.reason().isPresent(),
            Map.of(
                    "session", Comparator.comparing(SessionView::name),
                    "reflector", Comparator.comparing(SessionView::reflector).thenComparing(SessionView::peer),
                    "peer", Comparator.comparing(SessionView::peer),
                    "state", Comparator.comparing(SessionView::state),
                    "imported",
                            Comparator.comparingLong(session -> session.counts().imported()),
                    "filtered",
                            Comparator.comparingLong(session -> session.counts().filtered()),
                    "exported",
                            Comparator.comparingLong(session -> session.counts().exported()),
                    "since", Comparator.comparing(session -> session.since().orElse(Instant.EPOCH))));

    public static final Listing<RouteView> ROUTES = new Listing<>(
            route -> route.prefix() + " " + route.host() + " " + route.network() + " " + route.cluster(),
            route -> !route.isWell() || route.reason().isPresent(),
            Map.of(
                    "prefix", Comparator.comparing(RouteView::prefix),
                    "host", Comparator.comparing(RouteView::host),
                    "network", Comparator.comparing(RouteView::network),
                    "stage", Comparator.comparing(RouteView::stage),
                    "took",
                            Comparator.comparing(
                                    route -> route.observedToVerified().orElse(Duration.ZERO)),
                    "observed",
                            Comparator.comparing(
                                    route -> route.reachedAt().getOrDefault(Stage.OBSERVED, Instant.EPOCH))));

    public static final Listing<ApplyView> APPLIES = new Listing<>(
            apply -> apply.node() + " " + apply.cluster() + " " + apply.cause().orElse(""),
            apply -> apply.progress() != Progress.CONFIRMED,
            Map.of(
                    "node", Comparator.comparing(ApplyView::node),
                    "progress", Comparator.comparing(ApplyView::progress),
                    "at", Comparator.comparing(apply -> apply.at().orElse(Instant.EPOCH))));

    private static boolean isBehind(Optional<ApplyView> configuration) {
        return configuration
                .filter(view -> view.progress() == Progress.CONFIRMED)
                .isEmpty();
    }
}
