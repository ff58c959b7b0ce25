package io.heliograph.rragent;

import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.birdcontrol.sample.BirdSeen;
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
import io.heliograph.rragent.routes.RouteTable;
import io.heliograph.rragent.sessions.SessionChanges;
import io.heliograph.rragent.sessions.SessionTable;
import io.heliograph.rragent.sessions.TransitionLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The agent's eye: one thread that looks at BIRD each second, and at once when BIRD, an apply or the bus rings.
final class ReflectorWatch implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration LEAST_REST = Duration.ofMillis(10);

    /// BIRD that restarts is back within this time, and its sessions need not be told as lost.
    private static final Duration SILENCE = Duration.ofMillis(900);

    /// More details than this are asked for in several looks.
    private static final int MOST_DETAILS = 400;

    private static final int MOST_LINES = 256;

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
    private final RouteWatch routeWatch;
    private final TransitionLimit limit = new TransitionLimit();
    private final Sink sink;
    private final InstantSource clock;
    private final Semaphore bell = new Semaphore(0);
    private final AtomicReference<Optional<Plan>> arrived = new AtomicReference<>(Optional.empty());
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_LINES);
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
    private Duration lastLook = Duration.ZERO;
    private Instant sessionsDue = Instant.EPOCH;

    ReflectorWatch(Path birdSocket, SessionTable sessions, RouteTable routes, Sink sink, InstantSource clock) {
        this.birdSocket = birdSocket;
        this.bird = new BirdView(birdSocket);
        this.sessions = sessions;
        this.routes = routes;
        this.routeWatch = new RouteWatch(bird, routes, clock);
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

    /// A line of BIRD's log that the sessions' table may want.
    void heard(String line) {
        // A line too many in a storm is lost; who knocks does so again.
        boolean _ = lines.offer(line);
    }

    void remember(Recollection recollection) {
        remembered = Optional.of(recollection);
        ring();
    }

    Picture picture() {
        return picture;
    }

    Optional<BirdSeen> seen() {
        return bird.seen();
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
                routeWatch.waitUntil(sessionsDue);
            }
        }
        bird.close();
    }

    private boolean await() throws InterruptedException {
        var next = Pace.earlier(sessionsDue, routeWatch.due());
        long millis = Duration.between(clock.instant(), next).toMillis();
        boolean rung = bell.tryAcquire(Math.clamp(millis, 0, EACH.toMillis()), TimeUnit.MILLISECONDS);
        bell.drainPermits();
        return rung;
    }

    private void turn(boolean rung) {
        var now = clock.instant();
        boolean planned = takePlan(now);
        if (rung) {
            sessionsDue = planned ? now : Pace.earlier(sessionsDue, now.plus(Pace.rest(LEAST_REST, lastLook)));
        }
        if (plan.isPresent()) {
            lookIfDue(plan.get(), now);
        } else {
            sessionsDue = now.plus(EACH);
            routeWatch.waitUntil(sessionsDue);
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
        tellRoutes(routeWatch.plan(next.get(), now));
        return true;
    }

    private void lookIfDue(Plan plan, Instant now) {
        try {
            if (!now.isBefore(sessionsDue)) {
                lookAtSessions(plan.running(), now);
            }
            if (!clock.instant().isBefore(routeWatch.due()) && silentSince.isEmpty()) {
                var changed = routeWatch.look();
                tellRoutes(changed);
                sessions.recount(routes.sessionsOf(changed));
                if (routeWatch.filtered().map(sessions::filtered).orElse(false)) {
                    sessionsDue = now;
                }
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
        sessions.bfd(bird.bfd(rows));
        var details = bird.details(sessions.wanting(running, rows, MOST_DETAILS, began));
        var now = clock.instant();
        for (var line = lines.poll(); line != null; line = lines.poll()) {
            sessions.heard(line, now);
        }
        answered();
        lastLook = Duration.between(began, now);
        boolean first = !looked;
        looked = true;
        var changes = sessions.observe(running, rows, details, now);
        tell(changes);
        sessionsDue = now.plus(changes.transitions().isEmpty() ? EACH : Pace.rest(RETRY, lastLook));
        if (first || !changes.transitions().isEmpty()) {
            routeWatch.sessionsChanged(changes.transitions(), now);
        }
    }

    private void answered() {
        if (blind.isPresent()) {
            sink.log().accept("bird=back socket=" + birdSocket);
        }
        silentSince = Optional.empty();
        blind = Optional.empty();
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
            routeWatch.waitUntil(sessionsDue);
            return;
        }
        if (blind.isEmpty()) {
            sink.log().accept("bird=gone socket=" + birdSocket + " why=\"" + why + "\"");
            // One reason for the whole silence: each attempt fails in other words.
            blind = Optional.of(Reason.of(ReasonCode.BIRD_UNREACHABLE, birdSocket, why));
        }
        looked = true;
        sessionsDue = now.plus(RETRY);
        tell(sessions.lost(running, blind.get(), now));
        tellRoutes(routeWatch.blind(blind.get(), now, sessionsDue));
    }

    private void tell(SessionChanges changes) {
        limit.admit(changes.transitions(), clock.instant()).forEach(sink.transitions());
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
