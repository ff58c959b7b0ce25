package io.heliograph.hostagent;

import io.heliograph.birdcontrol.bird.BirdSocket;
import io.heliograph.birdcontrol.bird.BirdUnreachable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Keeps the host's BIRD awake for a moment after it was configured, so that it answers reflectors at once.
///
/// A reflector whose filter opens after the host's new route came has dropped the route, and asks for it again by a
/// route refresh (RFC 2918). BIRD 2.0.12 answers one only when something else wakes it, measured after 0.5 to 2.2 s
/// on a quiet session; any question on its control socket does. The reflectors' configurations come at the same
/// moment as the host's, those of large reflectors up to 350 ms later, so the refresh comes within [#AWAKE].
final class BirdWaker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BirdWaker.class);
    private static final Duration AWAKE = Duration.ofMillis(600);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final Path socket;
    private final Semaphore configured = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("bird-waker").unstarted(this::run);

    BirdWaker(Path socket) {
        this.socket = socket;
    }

    void start() {
        thread.start();
    }

    /// An apply has just come to its end.
    void wake() {
        configured.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                configured.acquire();
                keepAwake();
            }
        } catch (InterruptedException _) {
            LOG.debugf("event=bird-waker-ended socket=%s", socket);
        }
    }

    private void keepAwake() throws InterruptedException {
        try (var bird = BirdSocket.open(socket, ANSWER, _ -> {})) {
            long end = System.nanoTime() + AWAKE.toNanos();
            while (System.nanoTime() < end) {
                bird.execute("configure status", ANSWER);
                Thread.sleep(PAUSE);
                if (configured.drainPermits() > 0) {
                    end = System.nanoTime() + AWAKE.toNanos();
                }
            }
        } catch (BirdUnreachable e) {
            LOG.debugf("event=bird-waker-misses why=\"%s\"", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
