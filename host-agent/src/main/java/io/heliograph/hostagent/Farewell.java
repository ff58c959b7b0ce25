package io.heliograph.hostagent;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.util.Optional;

/// Knows whether the host's own BIRD runs a configuration that announces nothing any more.
final class Farewell {
    private Optional<Revision> drained = Optional.empty();
    private Optional<Revision> running = Optional.empty();

    /// A configuration came for this host.
    synchronized void wanted(NodeConfig config) {
        drained = config.drain().filter(phase -> phase == Drain.Phase.DRAINED).map(_ -> config.revision());
        notifyAll();
    }

    /// The host's BIRD was configured, or not.
    synchronized void applied(ApplyResult result) {
        running = result.running();
        notifyAll();
    }

    /// Waits until the host is drained; false when it takes longer.
    synchronized boolean await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (drained.isEmpty() || !drained.equals(running)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
