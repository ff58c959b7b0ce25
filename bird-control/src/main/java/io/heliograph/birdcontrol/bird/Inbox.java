package io.heliograph.birdcontrol.bird;

import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What others leave for the applier's thread. It has room for one of each kind, the latest: putting never waits.
final class Inbox {
    /// @param offered the latest configuration, if one came
    /// @param rung whether something happened at BIRD's socket
    record Mail(Optional<NodeConfig> offered, boolean rung) {}

    private @Nullable NodeConfig offered;
    private boolean rung;
    private boolean closed;

    synchronized void offer(NodeConfig config) {
        offered = config;
        notifyAll();
    }

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// What has come, waiting for it if need be.
    ///
    /// @param patience how long to wait; empty for as long as it takes
    synchronized Mail take(Optional<Duration> patience) throws InterruptedException {
        long end = patience.map(it -> System.nanoTime() + it.toNanos()).orElse(0L);
        while (offered == null && !rung && !closed) {
            if (patience.isEmpty()) {
                wait();
                continue;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        var mail = new Mail(Optional.ofNullable(offered), rung);
        offered = null;
        rung = false;
        return mail;
    }
}
