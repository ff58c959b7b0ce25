package io.heliograph.lab;

import io.heliograph.fleet.event.Rollout;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/// The person who has removed many networks and lets go what the brake holds of it, for as long as it counts.
final class ChaosOperator implements AutoCloseable {
    private static final Duration LOOK_EACH = Duration.ofSeconds(1);
    /// The brake adds up what went within ten minutes.
    private static final Duration BRAKE_WINDOW = Duration.ofMinutes(10);

    private final Lab lab;
    private final Thread thread = Thread.ofPlatform().daemon().name("operator").unstarted(this::run);
    private volatile Instant until = Instant.MIN;

    ChaosOperator(Lab lab) {
        this.lab = lab;
    }

    void watch() {
        until = Instant.now().plus(BRAKE_WINDOW);
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (true) {
                if (Instant.now().isBefore(until)) {
                    release();
                }
                Thread.sleep(LOOK_EACH);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            for (var waiting : lab.inventory().rollouts()) {
                if (waiting.state() == Rollout.State.HELD) {
                    lab.inventory().release(waiting);
                }
            }
        } catch (UncheckedIOException _) {
            // The inventory is away, or another revision waits by now: look again.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
