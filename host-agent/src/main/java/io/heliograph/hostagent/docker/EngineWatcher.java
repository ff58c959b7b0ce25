package io.heliograph.hostagent.docker;

import io.heliograph.hostagent.report.Bell;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Rings when something happens to a network, and whenever it may have been deaf for a while: after each
/// (re)connection, and when the engine goes.
///
/// Event streams die silently, so there is no read timeout, which would only guess, but a watchdog that asks the
/// engine for a sign of life. One that misses is only told about, since an engine that was frozen for a moment goes
/// on with its streams; after [#MAX_MISSES] the stream is dropped. Each stream begins a little before the last event
/// of the one before, so that nothing falls between the two; a bell too many does no harm.
public final class EngineWatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineWatcher.class);

    private static final Duration OVERLAP = Duration.ofSeconds(2);
    private static final Duration PROBE_EACH = Duration.ofSeconds(2);
    private static final int MAX_MISSES = 2;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private final DockerEngine engine;
    private final Consumer<Bell> bell;
    private final InstantSource clock;
    private final Thread listener = Thread.ofVirtual().name("engine-events").unstarted(this::listen);
    private final Thread watchdog = Thread.ofVirtual().name("engine-watchdog").unstarted(this::watch);

    private volatile boolean closed;
    private volatile boolean connected;
    private volatile Instant lastEvent;

    /// @param bell is called on the watcher's threads and must not block
    public EngineWatcher(DockerEngine engine, Consumer<Bell> bell, InstantSource clock) {
        this.engine = engine;
        this.bell = bell;
        this.clock = clock;
        this.lastEvent = clock.instant();
    }

    public void start() {
        listener.start();
        watchdog.start();
    }

    /// Whether a stream of events is open to an engine that gave a sign of life lately.
    public boolean isConnected() {
        return connected;
    }

    /// Drops the stream and opens another: for when a look found what no event had told.
    public void restart() {
        listener.interrupt();
    }

    private void listen() {
        var retry = FIRST_RETRY;
        while (!closed) {
            boolean was = false;
            try (var events = engine.events(lastEvent.minus(OVERLAP))) {
                connected = true;
                was = true;
                retry = FIRST_RETRY;
                LOG.info("event=engine-connected");
                ring(Bell.ENGINE_CONNECTED);
                hear(events);
            } catch (IOException e) {
                LOG.debugf("event=engine-stream-ended why=\"%s\"", e.getMessage());
            }
            connected = false;
            if (was && !closed) {
                LOG.warn("event=engine-lost");
                ring("engine lost");
            }
            retry = pause(retry);
        }
    }

    private void hear(EventStream events) throws IOException {
        for (var event = events.next(); event.isPresent(); event = events.next()) {
            ring(event.get().kind() + " " + event.get().action());
            if (event.get().at().isAfter(lastEvent)) {
                lastEvent = event.get().at();
            }
        }
    }

    private void ring(String cause) {
        bell.accept(new Bell(cause, clock.instant()));
    }

    /// An interrupt here is the watchdog's, or a restart: both mean to try again.
    private Duration pause(Duration retry) {
        try {
            Thread.sleep(retry);
        } catch (InterruptedException _) {
            return FIRST_RETRY;
        }
        var doubled = retry.multipliedBy(2);
        return doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }

    private void watch() {
        try {
            int misses = 0;
            while (!closed) {
                Thread.sleep(PROBE_EACH);
                misses = probe(misses);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int probe(int misses) {
        try {
            engine.ping();
            if (misses > 0) {
                ring("engine back");
            }
            return 0;
        } catch (EngineUnreachable e) {
            if (misses == 0 && connected && !closed) {
                LOG.warnf("event=engine-silent why=\"%s\"", e.getMessage());
                ring("engine silent");
            }
            if (misses + 1 >= MAX_MISSES) {
                listener.interrupt();
            }
            return misses + 1;
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
        watchdog.interrupt();
    }
}
