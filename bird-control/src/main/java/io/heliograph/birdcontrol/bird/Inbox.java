package io.heliograph.birdcontrol.bird;

import io.heliograph.birdcontrol.apply.ApplyInput;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What others leave for the applier's thread. It has room for one of each kind, the latest: putting never waits.
final class Inbox {
    /// @param offered the latest configuration, if one came
    /// @param said what else is to be taken into account
    /// @param rung whether something happened at BIRD's socket
    record Mail(Optional<NodeConfig> offered, List<ApplyInput> said, boolean rung) {}

    private @Nullable NodeConfig offered;
    private final List<ApplyInput> said = new ArrayList<>();
    private boolean rung;
    private boolean closed;

    synchronized void offer(NodeConfig config) {
        offered = config;
        notifyAll();
    }

    /// Something else to be taken into account; of each kind the latest counts.
    synchronized void say(ApplyInput word) {
        said.removeIf(earlier -> earlier.getClass() == word.getClass());
        said.add(word);
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
        while (offered == null && said.isEmpty() && !rung && !closed) {
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
        var mail = new Mail(Optional.ofNullable(offered), List.copyOf(said), rung);
        offered = null;
        said.clear();
        rung = false;
        return mail;
    }
}
