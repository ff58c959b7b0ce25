package io.heliograph.hostagent;

import io.heliograph.hostagent.linux.KernelReader;
import io.heliograph.hostagent.preflight.KernelFacts;
import io.heliograph.hostagent.report.Bell;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Keeps the kernel's facts at hand, since reading the firewall takes longer than everything else in a look; rings
/// when they changed.
final class KernelWatch implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(60);

    /// A new network's report is on its way through other processes of this machine, perhaps: a tool that is run
    /// now would only be in its way, and Docker is still at its rules.
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final KernelReader reader = new KernelReader();
    private final Bells bells;
    private final InstantSource clock;
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("kernel-watch").unstarted(this::run);
    private final BooleanSupplier ipv4;
    private volatile KernelFacts facts;

    /// @param ipv4 whether IPv4 is carried
    KernelWatch(Bells bells, InstantSource clock, BooleanSupplier ipv4) {
        this.bells = bells;
        this.clock = clock;
        this.ipv4 = ipv4;
        this.facts = reader.read(ipv4.getAsBoolean());
    }

    void start() {
        thread.start();
    }

    KernelFacts facts() {
        return facts;
    }

    /// Reads again soon: Docker changes the firewall with each network.
    void refresh() {
        asked.release();
    }

    private void run() {
        try {
            while (true) {
                if (asked.tryAcquire(EACH.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(SETTLE);
                    asked.drainPermits();
                }
                var now = reader.read(ipv4.getAsBoolean());
                if (!now.equals(facts)) {
                    facts = now;
                    bells.ring(new Bell("preflight", clock.instant()));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
