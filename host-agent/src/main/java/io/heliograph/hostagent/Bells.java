package io.heliograph.hostagent;

import io.heliograph.hostagent.report.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The bells that rang and were not answered yet. One look answers all of them; it is their first that names the
/// cause and the time.
final class Bells {
    /// Beyond this many a look is due anyway, and what one more says is not missed.
    private static final int MAX_WAITING = 1024;

    private final BlockingQueue<Bell> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

    void ring(Bell bell) {
        var _ = waiting.offer(bell);
    }

    /// Waits for a bell, at most so long.
    Optional<Bell> await(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS));
    }

    /// Takes all that wait.
    void silence() {
        waiting.drainTo(new ArrayList<>());
    }
}
