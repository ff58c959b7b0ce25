package io.heliograph.rragent;

import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.reply.Route;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.rragent.bird.BirdView;
import io.heliograph.rragent.kafka.Recollection;
import io.heliograph.rragent.routes.RouteSight;
import io.heliograph.rragent.routes.RouteTable;
import io.heliograph.rragent.sessions.SessionChanges;
import io.heliograph.rragent.sessions.SessionTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The agent's eye: one thread that looks at BIRD each second, and at once when BIRD, an apply or the bus rings.
final class ReflectorWatch implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration LEAST_REST = Duration.ofMillis(10);
    private static final Duration ALL_ROUTES = Duration.ofSeconds(5);

    /// BIRD that restarts is back within this time, and its sessions need not be told as lost.
    private static final Duration SILENCE = Duration.ofMillis(900);

    /// More details than this are asked for in several looks.
    private static final int MOST_DETAILS = 400;

    /// Up to so many prefixes are asked for one by one; beyond, BIRD lists all.
    private static final int MOST_SINGLE = 16;

    /// For so long after it is expected a missing prefix is asked for; later, its host does not announce it.
    private static final Duration FRESH = Duration.ofSeconds(2);

    /// Where the records go.
    ///
    /// @param recalled run once what the bus remembers went into the tables, or cannot yet
    record Sink(
            Consumer<SessionHealth> health,
            Consumer<SessionTransition> transitions,
            Consumer<RouteHealth> routes,
            Runnable recalled,
            Consumer<String> log) {}

    /// What BIRD runs.
    record Plan(NodeConfig running, Instant at) {}

    private final Path birdSocket;
    private final BirdView bird;
    private final SessionTable sessions;
    private final RouteTable routes;
    private final Sink sink;
    private final InstantSource clock;
    private final Semaphore bell = new Semaphore(0);
    private final AtomicReference<Optional<Plan>> arrived = new AtomicReference<>(Optional.empty());
    private volatile Optional<Recollection> remembered = Optional.empty();
    private final Thread thread;
    private volatile boolean closed;

    /// What others may read; replaced as a whole.
    ///
    /// @param turnedAt when the watch last came round
    record Picture(
            Instant turnedAt, boolean birdAnswers, Map<SessionState, Integer> sessions, Map<Stage, Integer> routes) {}

    private volatile Picture picture;

    private Optional<Plan> plan = Optional.empty();
    private Optional<Instant> silentSince = Optional.empty();
    private Optional<Reason> blind = Optional.empty();
    private boolean looked;
    private Pace pace = Pace.AT_ONCE;
    private final Set<ProtocolName> justUp = new HashSet<>();
    private Duration lastListing = Duration.ZERO;
    private Duration lastLook = Duration.ZERO;
    private Instant sessionsDue = Instant.EPOCH;
    private Instant routesDue = Instant.EPOCH;
    private Instant allRoutesDue = Instant.EPOCH;

    ReflectorWatch(Path birdSocket, SessionTable sessions, RouteTable routes, Sink sink, InstantSource clock) {
        this.birdSocket = birdSocket;
        this.bird = new BirdView(birdSocket);
        this.sessions = sessions;
        this.routes = routes;
        this.sink = sink;
        this.clock = clock;
        this.picture = new Picture(clock.instant(), false, Map.of(), Map.of());
        this.thread = Thread.ofPlatform().name("reflector-watch").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Look at once.
    void ring() {
        bell.release();
    }

    void runs(NodeConfig running, Instant at) {
        arrived.set(Optional.of(new Plan(running, at)));
        ring();
    }

    void remember(Recollection recollection) {
        remembered = Optional.of(recollection);
        ring();
    }

    Picture picture() {
        return picture;
    }

    private void run() {
        while (!closed) {
            try {
                boolean rung = await();
                turn(rung);
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                // A fault in one look must not end all looking.
                sink.log().accept("look=failed error=\"" + e + "\"");
                sessionsDue = clock.instant().plus(EACH);
                routesDue = sessionsDue;
            }
        }
        bird.close();
    }

    private boolean await() throws InterruptedException {
        var next = sessionsDue.isBefore(routesDue) ? sessionsDue : routesDue;
        long millis = Duration.between(clock.instant(), next).toMillis();
        boolean rung = bell.tryAcquire(Math.clamp(millis, 0, EACH.toMillis()), TimeUnit.MILLISECONDS);
        bell.drainPermits();
        return rung;
    }

    private void turn(boolean rung) {
        var now = clock.instant();
        boolean planned = takePlan(now);
        if (rung) {
            sessionsDue = planned ? now : earlier(sessionsDue, now.plus(Pace.rest(LEAST_REST, lastLook)));
        }
        if (plan.isPresent()) {
            lookIfDue(plan.get(), now);
        } else {
            sessionsDue = now.plus(EACH);
            routesDue = sessionsDue;
            knock();
            if (remembered.isPresent()) {
                sink.recalled().run();
            }
        }
        picture = new Picture(now, silentSince.isEmpty(), sessions.tally(), routes.tally());
    }

    /// Without a configuration there is nothing to look at, but whether BIRD answers.
    private void knock() {
        try {
            bird.protocols();
            silentSince = Optional.empty();
        } catch (BirdUnreachable _) {
            silentSince = silentSince.or(() -> Optional.of(clock.instant()));
        }
    }

    private boolean takePlan(Instant now) {
        var next = arrived.getAndSet(Optional.empty());
        if (next.isEmpty()) {
            return false;
        }
        plan = next;
        tellRoutes(routes.plan(next.get().running(), next.get().at(), now));
        pace = Pace.AT_ONCE;
        routesDue = now;
        return true;
    }

    private void lookIfDue(Plan plan, Instant now) {
        try {
            if (!now.isBefore(sessionsDue)) {
                lookAtSessions(plan.running(), now);
            }
            if (!clock.instant().isBefore(routesDue) && silentSince.isEmpty()) {
                lookAtRoutes();
            }
            if (looked) {
                recall();
            }
        } catch (BirdUnreachable e) {
            unreachable(plan.running(), now, String.valueOf(e.getMessage()));
        }
    }

    private void lookAtSessions(NodeConfig running, Instant began) throws BirdUnreachable {
        var rows = bird.protocols();
        var details = bird.details(sessions.wanting(running, rows, MOST_DETAILS, began));
        var now = clock.instant();
        answered();
        lastLook = Duration.between(began, now);
        boolean first = !looked;
        looked = true;
        var changes = sessions.observe(running, rows, details, now);
        tell(changes);
        sessionsDue = now.plus(changes.transitions().isEmpty() ? EACH : Pace.rest(RETRY, lastLook));
        if (first || !changes.transitions().isEmpty()) {
            cameUp(changes);
            pace = Pace.AT_ONCE;
            allRoutesDue = now;
            routesDue = earlier(routesDue, now.plus(Pace.rest(Duration.ZERO, lastListing)));
        }
    }

    private void cameUp(SessionChanges changes) {
        if (pace.askedEnough()) {
            justUp.clear();
        }
        changes.transitions().stream()
                .filter(transition -> transition.to() == SessionState.UP)
                .forEach(transition -> justUp.add(transition.session()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private void answered() {
        if (blind.isPresent()) {
            sink.log().accept("bird=back socket=" + birdSocket);
        }
        silentSince = Optional.empty();
        blind = Optional.empty();
    }

    private void lookAtRoutes() throws BirdUnreachable {
        var began = clock.instant();
        var pending = routes.pending();
        boolean all = pending.size() > MOST_SINGLE || !began.isBefore(allRoutesDue);
        var selected = all ? bird.selected() : bird.selected(pending);
        var now = clock.instant();
        var took = Duration.between(began, now);
        observeRoutes(all, pending, selected, now);
        if (all) {
            lastListing = took;
            allRoutesDue = now.plus(ALL_ROUTES);
        }
        boolean open = !routes.pending().isEmpty();
        routesDue = open ? earlier(allRoutesDue, now.plus(pace.whilePending(took))) : allRoutesDue;
        if (open && pace.asksAgain()) {
            askAgain(now);
        }
        pace = pace.next();
    }

    /// A prefix that was admitted after its host announced it comes by a route refresh.
    private void askAgain(Instant now) throws BirdUnreachable {
        var wanted = new HashSet<>(routes.missing(Instant.EPOCH));
        wanted.retainAll(justUp);
        wanted.addAll(routes.missing(now.minus(FRESH)));
        bird.refresh(wanted.stream().sorted().limit(MOST_SINGLE).toList());
    }

    private void observeRoutes(boolean all, List<Prefix> pending, List<Route> selected, Instant now) {
        var sight = all ? new RouteSight.Everything(selected) : new RouteSight.Asked(new HashSet<>(pending), selected);
        var changed = routes.observe(sight, now);
        tellRoutes(changed);
        sessions.recount(routes.sessionsOf(changed));
    }

    /// Only a running configuration and a look at it tell what has gone since.
    private void recall() {
        var recollection = remembered;
        if (recollection.isPresent()) {
            remembered = Optional.empty();
            var now = clock.instant();
            tell(sessions.recall(recollection.get().sessions(), now));
            tellRoutes(routes.recall(recollection.get().routes(), now));
            sink.recalled().run();
        }
    }

    private void unreachable(NodeConfig running, Instant began, String why) {
        var now = clock.instant();
        var since = silentSince.orElse(began);
        silentSince = Optional.of(since);
        if (now.isBefore(since.plus(SILENCE))) {
            sessionsDue = now.plus(RETRY);
            routesDue = sessionsDue;
            return;
        }
        if (blind.isEmpty()) {
            sink.log().accept("bird=gone socket=" + birdSocket + " why=\"" + why + "\"");
            // One reason for the whole silence: each attempt fails in other words.
            blind = Optional.of(Reason.of(ReasonCode.BIRD_UNREACHABLE, birdSocket, why));
        }
        looked = true;
        var reason = blind.get();
        tell(sessions.lost(running, reason, now));
        tellRoutes(routes.observe(new RouteSight.Blind(reason), now));
        sessionsDue = now.plus(RETRY);
        allRoutesDue = now;
        routesDue = sessionsDue;
        pace = Pace.AT_ONCE;
    }

    private void tell(SessionChanges changes) {
        changes.transitions().forEach(sink.transitions());
        changes.health().forEach(sink.health());
    }

    private void tellRoutes(List<RouteHealth> told) {
        told.forEach(sink.routes());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(EACH);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
