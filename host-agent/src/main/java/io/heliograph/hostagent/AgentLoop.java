package io.heliograph.hostagent;

import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.hostagent.report.Bell;
import io.heliograph.hostagent.report.EngineView;
import io.heliograph.hostagent.report.Granted;
import io.heliograph.hostagent.report.HostPicture;
import io.heliograph.hostagent.report.HostReporter;
import io.heliograph.node.preflight.KernelFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// One thread that looks and reports: at once when a bell rings, and each heartbeat without one.
///
/// The first bell is answered immediately, those within [#COALESCE] after it by one more look: a network that is
/// created is told about in milliseconds, and a hundred at once are not a hundred reports.
final class AgentLoop implements AutoCloseable {
    /// Where the loop takes its world from and what it does to it.
    ///
    /// @param look asks the engine; takes seconds at most
    /// @param kernel the kernel's facts as last read
    /// @param granted what the fleet lets the host announce
    /// @param bird BIRD's version, empty while it does not answer
    /// @param send hands a report to the bus; false when it cannot be told at all
    /// @param told takes each report that held news, after it was sent
    /// @param deaf is run when a look found news that no bell had told of
    record World(
            Supplier<EngineView> look,
            Supplier<KernelFacts> kernel,
            Supplier<Granted> granted,
            Supplier<Optional<String>> bird,
            Supplier<ReportVersion> versions,
            Predicate<HostReport> send,
            Consumer<HostReport> told,
            Runnable deaf,
            InstantSource clock) {}

    private static final Logger LOG = Logger.getLogger(AgentLoop.class);

    static final Duration COALESCE = Duration.ofMillis(20);
    private static final Duration FULL_LOOK_EACH = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// The loop turns at least this often, or it is stuck: a look may take five seconds.
    private static final Duration STUCK_AFTER = FULL_LOOK_EACH.multipliedBy(2);

    private final World world;
    private final Bells bells;
    private final Duration heartbeat;
    private final Thread thread = Thread.ofPlatform().name("agent-loop").unstarted(this::run);

    private HostReporter reporter;
    private boolean first = true;
    private long lastLook;
    private long lastReport;
    private volatile long lastTurn = System.nanoTime();
    private volatile boolean engineReachable;
    private volatile boolean closed;
    private volatile boolean stopping;

    AgentLoop(World world, HostReporter reporter, Bells bells, Duration heartbeat) {
        this.world = world;
        this.reporter = reporter;
        this.bells = bells;
        this.heartbeat = heartbeat;
    }

    void start() {
        lastReport = System.nanoTime() - heartbeat.toNanos();
        thread.start();
    }

    /// Asks that the host be drained, in this and every further report.
    void sayGoodBye() {
        stopping = true;
        bells.ring(new Bell("stop", world.clock().instant()));
    }

    boolean turns() {
        return thread.isAlive() && System.nanoTime() - lastTurn < STUCK_AFTER.toNanos();
    }

    boolean isEngineReachable() {
        return engineReachable;
    }

    private void run() {
        while (!closed) {
            lastTurn = System.nanoTime();
            try {
                turn(bells.await(untilNextLook()));
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                // A bug in one look must not end the watch over all others.
                LOG.error("event=look-failed", e);
                lastLook = System.nanoTime();
                lastReport = lastLook;
            }
        }
    }

    private Duration untilNextLook() {
        if (first && lastLook == 0) {
            return Duration.ZERO;
        }
        long now = System.nanoTime();
        long full = (engineReachable ? FULL_LOOK_EACH : LOOK_AGAIN).toNanos() - (now - lastLook);
        long beat = heartbeat.toNanos() - (now - lastReport);
        return Duration.ofNanos(Math.max(0, Math.min(full, first ? full : beat)));
    }

    private void turn(Optional<Bell> bell) throws InterruptedException {
        if (bell.isPresent()) {
            long since = System.nanoTime() - lastLook;
            if (!first && since < COALESCE.toNanos()) {
                Thread.sleep(COALESCE.minusNanos(since));
            }
            bells.silence();
        }
        if (stopping) {
            reporter = reporter.stopping();
        }
        lastLook = System.nanoTime();
        var lookedAt = world.clock().instant();
        var engine = world.look().get();
        engineReachable = engine instanceof EngineView.Seen;
        var picture = reporter.picture(
                engine,
                world.kernel().get(),
                world.granted().get(),
                world.bird().get(),
                bell.map(Bell::at).orElse(lookedAt));
        if (picture.isPresent()) {
            tell(picture.get(), bell, lookedAt);
        }
    }

    private void tell(HostPicture picture, Optional<Bell> bell, Instant lookedAt) {
        boolean news = reporter.isNews(picture);
        boolean due = System.nanoTime() - lastReport >= heartbeat.toNanos();
        if (!news && !due && !first) {
            return;
        }
        var cause = first ? "start" : news ? bell.map(Bell::cause).orElse("resync") : "heartbeat";
        var report = reporter.report(picture, world.versions().get(), lookedAt, cause);
        boolean sent = world.send().test(report);
        lastReport = System.nanoTime();
        tellLog(report, cause, news, sent);
        if (sent) {
            reporter = reporter.afterTelling(picture);
        }
        if (sent && news) {
            world.told().accept(report);
        }
        if (news && bell.isEmpty() && !first && engineReachable) {
            LOG.warn("event=change-without-bell effect=stream-restarted");
            world.deaf().run();
        }
        first = false;
    }

    private static void tellLog(HostReport report, String cause, boolean news, boolean sent) {
        if (news && sent) {
            LOG.infof(
                    "event=report version=%s cause=\"%s\" subnets=%d not-announced=%d findings=%d",
                    report.version(),
                    cause,
                    report.subnets().size(),
                    report.notAnnounced().size(),
                    report.preflight().size());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
