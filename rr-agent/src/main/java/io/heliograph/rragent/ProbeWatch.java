package io.heliograph.rragent;

import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.rragent.linux.Pinger;
import io.heliograph.rragent.probes.Ping;
import io.heliograph.rragent.probes.ProbeTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The active probe: pings a container of each subnet that this reflector holds, and writes what it learns beside
/// what the watch tells of the route. Off by default. Nothing else waits for it: a fault here leaves a route's record
/// without a probe and nothing more.
final class ProbeWatch implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /// 100 a second.
    private static final int MOST_A_TICK = 10;

    private static final int MOST_AT_ONCE = 32;

    private final ProbeTable table;
    private final Consumer<RouteHealth> writer;
    private final Consumer<String> log;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    /// Platform threads: a ping is a native call, which would hold the carrier of a virtual one.
    private final ExecutorService pings = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("probe-ping-", 0).daemon().factory());

    private final Thread thread =
            Thread.ofPlatform().name("probe-watch").daemon().unstarted(this::run);

    /// @param each how long a round lasts
    /// @param writer must not block; gets the records of a prefix in their order
    ProbeWatch(Duration each, Consumer<RouteHealth> writer, Consumer<String> log, InstantSource clock) {
        this.table = new ProbeTable(each);
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /// The watch tells of a route. The lock is held while the record is handed on, so that no older one comes after it.
    synchronized void seen(RouteHealth health) {
        RouteHealth told;
        try {
            told = table.route(health, clock.instant());
        } catch (RuntimeException e) {
            failed(e);
            told = health;
        }
        writer.accept(told);
    }

    synchronized void heard(HostReport report) {
        try {
            tell(table.report(report, clock.instant()));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    synchronized Map<RouteProbe.Result, Integer> tally() {
        return table.tally();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(TICK);
                try {
                    due().forEach(this::send);
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private synchronized List<Ping> due() {
        var now = clock.instant();
        tell(table.pass(now));
        return table.due(Math.min(MOST_A_TICK, free.availablePermits()), now);
    }

    /// This thread alone takes permits: there is one for each that [#due()] gave.
    private void send(Ping ping) {
        free.acquireUninterruptibly();
        pings.execute(() -> {
            try {
                outcome(ping, Pinger.ping(ping.target(), TIMEOUT));
            } catch (RuntimeException e) {
                outcome(ping, Ping.Outcome.NOT_SENT);
                failed(e);
            } finally {
                free.release();
            }
        });
    }

    private synchronized void outcome(Ping ping, Ping.Outcome outcome) {
        table.outcome(ping, outcome, clock.instant()).ifPresent(health -> {
            log.accept("probe="
                    + health.probe().map(probe -> probe.result().name()).orElse("NONE") + " prefix=" + ping.prefix()
                    + " target=" + ping.target());
            writer.accept(health);
        });
    }

    private void tell(List<RouteHealth> changed) {
        changed.forEach(writer);
    }

    private void failed(RuntimeException e) {
        log.accept("probe=failed error=\"" + e + "\"");
    }

    @Override
    public void close() {
        thread.interrupt();
        pings.shutdownNow();
    }
}
