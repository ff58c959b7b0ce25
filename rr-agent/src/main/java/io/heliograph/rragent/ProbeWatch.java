package io.heliograph.rragent;

import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.rragent.linux.Pinger;
import io.heliograph.rragent.probes.Echoes;
import io.heliograph.rragent.probes.Ping;
import io.heliograph.rragent.probes.ProbeTable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// The active probe: pings a container of each subnet that this reflector holds, and writes what it learns beside
/// what the watch tells of the route. Off by default. Nothing else waits for it: a fault here leaves a route's record
/// without a probe and nothing more.
final class ProbeWatch implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /// 100 a second.
    private static final int LEAST_A_TICK = 10;

    /// 1,000 a second. Their answers lie in the socket's buffer until the next turn, which is before any further ping:
    /// Linux's default of 208 KiB holds 270 of them.
    private static final int MOST_A_TICK = 100;

    private static final int MOST_AWAITED = 2_048;

    /// A round is done in half its time, so that there is room for what is asked again.
    private static final int HASTE = 2;

    private final ProbeTable table;
    private final Consumer<RouteHealth> writer;
    private final Consumer<String> log;
    private final InstantSource clock;
    private final Duration each;
    private final Echoes echoes = new Echoes(ThreadLocalRandom.current().nextLong());

    private final Thread thread =
            Thread.ofPlatform().name("probe-watch").daemon().unstarted(this::run);

    /// @param each how long a round lasts
    /// @param writer must not block; gets the records of a prefix in their order
    ProbeWatch(Duration each, Consumer<RouteHealth> writer, Consumer<String> log, InstantSource clock) {
        this.table = new ProbeTable(each);
        this.each = each;
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
        try (var pinger = Pinger.open()) {
            while (true) {
                Thread.sleep(TICK);
                try {
                    turn(pinger);
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        } catch (IOException | RuntimeException e) {
            log.accept("probe=off why=\"" + e + "\"");
        }
    }

    /// What came is read before anything is given up, and before anything is sent: however late this thread is, no
    /// answer that came in time passes for silence, and none has to make room for another.
    private void turn(Pinger pinger) {
        var now = clock.instant();
        pinger.receive().forEach(echo -> echoes.answered(echo).ifPresent(ping -> outcome(ping, Ping.Outcome.ANSWERED)));
        echoes.silent(now).forEach(ping -> outcome(ping, Ping.Outcome.SILENT));
        for (var ping : due()) {
            long token = echoes.leaves(ping, clock.instant().plus(TIMEOUT));
            if (!pinger.send(ping.target(), token)) {
                echoes.stayed(token);
                outcome(ping, Ping.Outcome.NOT_SENT);
            }
        }
    }

    private synchronized List<Ping> due() {
        var now = clock.instant();
        tell(table.pass(now));
        return table.due(Math.min(aTick(table.size(), each), MOST_AWAITED - echoes.size()), now);
    }

    /// How many pings leave at once, where so many subnets have their turn in each round.
    static int aTick(int subnets, Duration each) {
        long ticks = Math.max(1, each.dividedBy(TICK));
        return Math.toIntExact(Math.clamp(Math.ceilDiv((long) HASTE * subnets, ticks), LEAST_A_TICK, MOST_A_TICK));
    }

    private synchronized void outcome(Ping ping, Ping.Outcome outcome) {
        table.outcome(ping, outcome, clock.instant()).ifPresent(health -> {
            // That thousands answer when an agent starts is no news.
            health.probe()
                    .filter(probe -> probe.result() == RouteProbe.Result.SILENT)
                    .ifPresent(probe -> log.accept(
                            "probe=" + probe.result() + " prefix=" + ping.prefix() + " target=" + ping.target()));
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
    }
}
