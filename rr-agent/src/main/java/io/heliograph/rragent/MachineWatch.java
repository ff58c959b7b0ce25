package io.heliograph.rragent;

import io.heliograph.birdcontrol.bird.BirdUnreachable;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.node.linux.BirdProcess;
import io.heliograph.node.linux.KernelReader;
import io.heliograph.node.preflight.BirdSight;
import io.heliograph.node.preflight.ReflectorChecks;
import io.heliograph.node.preflight.ReflectorChecks.Load;
import io.heliograph.rragent.bird.BirdGreeting;
import io.heliograph.rragent.report.ReflectorReporter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks each few seconds at the machine that the reflector is: its kernel, its BIRD, and whether both have room for
/// the sessions that the configuration has.
final class MachineWatch implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(3);

    private final Path birdSocket;
    private final Supplier<ReportVersion> versions;
    private final Consumer<ReflectorReport> sink;
    private final Consumer<String> log;
    private final InstantSource clock;
    private final KernelReader kernel = new KernelReader();
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("machine-watch").daemon().unstarted(this::run);
    private ReflectorReporter reporter;
    private volatile Load load = Load.NOTHING;
    private volatile boolean closed;

    MachineWatch(
            Path birdSocket,
            ReflectorReporter reporter,
            Supplier<ReportVersion> versions,
            Consumer<ReflectorReport> sink,
            Consumer<String> log,
            InstantSource clock) {
        this.birdSocket = birdSocket;
        this.reporter = reporter;
        this.versions = versions;
        this.sink = sink;
        this.log = log;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /// What BIRD is to carry from now on.
    void runs(NodeConfig config) {
        load = Load.of(config.sessions().size(), config.text());
        ring();
    }

    /// Look at once.
    void ring() {
        bell.release();
    }

    private void run() {
        while (!closed) {
            try {
                look();
                boolean _ = bell.tryAcquire(EACH.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                // A fault in one look must not end all looking.
                log.accept("machine=look-failed error=\"" + e + "\"");
            }
        }
    }

    private void look() {
        var facts = kernel.readWithoutFirewall();
        var bird = bird();
        var found = ReflectorChecks.check(facts, bird, BirdProcess.fileLimit(birdSocket), load);
        reporter.report(facts, bird, found, versions, clock.instant()).ifPresent(this::tell);
    }

    private BirdSight bird() {
        try {
            return BirdSight.of(birdSocket, Optional.of(BirdGreeting.version(birdSocket)));
        } catch (BirdUnreachable _) {
            // In the same words each time: another error of the same silence is no news.
            return BirdSight.of(birdSocket, Optional.empty());
        }
    }

    private void tell(ReflectorReport report) {
        reporter = reporter.after(report);
        sink.accept(report);
        if (!report.cause().equals("heartbeat")) {
            log.accept("machine=" + report.cause() + " bird="
                    + report.facts().bird().orElse("unknown") + " answers="
                    + report.facts().birdAnswers() + " findings="
                    + report.preflight().stream()
                            .map(reason -> reason.code().name())
                            .toList());
        }
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
