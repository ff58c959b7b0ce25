package io.heliograph.hostagent;

import io.heliograph.hostagent.report.Bell;
import io.heliograph.node.linux.KernelReader;
import io.heliograph.node.preflight.KernelFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Keeps the kernel's facts at hand, since reading the firewall takes longer than everything else in a look; rings
/// when they changed.
final class KernelWatch implements AutoCloseable {
    /// The kernel's files are read in less than a millisecond.
    private static final Duration FILES_EACH = Duration.ofSeconds(5);

    /// A tool is run for the firewall, which takes some of them, so each third time.
    private static final int TOOLS_EACH = 3;

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
            for (int round = 1; true; round++) {
                boolean all = round % TOOLS_EACH == 0;
                if (asked.tryAcquire(FILES_EACH.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(SETTLE);
                    asked.drainPermits();
                    all = true;
                }
                var now = all ? reader.read(ipv4.getAsBoolean()) : reader.readFiles(ipv4.getAsBoolean(), facts);
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
