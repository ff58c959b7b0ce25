package io.heliograph.rragent.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.rragent.kafka.Outbox.Letter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Writes the agent's records to the bus from one thread of its own; callers never wait. While no broker answers,
/// what cannot be sent waits in the [Outbox].
public final class BusWriter implements AutoCloseable {
    /// Letters that the client holds; the others stay where a newer state replaces an older one.
    private static final int MAX_IN_FLIGHT = 500;

    private static final int BLOCK_MS = 2_000;
    private static final int REQUEST_MS = 5_000;
    private static final int DELIVERY_MS = 15_000;
    private static final int RECONNECT_MS = 1_000;
    private static final long IDLE_MS = 500;
    private static final Duration RETRY = Duration.ofMillis(500);

    private final String bootstrap;
    private final String source;
    private final InstantSource clock;
    private final Consumer<String> away;
    private final Outbox outbox = new Outbox();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean broken;
    private volatile boolean told;
    private volatile boolean closed;

    /// @param source who writes, a URI reference
    /// @param away why a record could not be written; told once for each loss
    public BusWriter(String bootstrap, String source, InstantSource clock, Consumer<String> away) {
        this.bootstrap = bootstrap;
        this.source = source;
        this.clock = clock;
        this.away = away;
        this.thread = Thread.ofPlatform().name("bus-writer").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Lets the letters out; before, they gather. What the bus remembers is read first, so that the first record
    /// of a restarted agent already has the times that its predecessor told.
    public void open() {
        opened.countDown();
    }

    public void write(SessionHealth health) {
        outbox.state(health);
    }

    public void write(RouteHealth health) {
        outbox.state(health);
    }

    public void write(ReflectorReport report) {
        outbox.state(report);
    }

    public void write(SessionTransition transition) {
        outbox.event(transition);
    }

    /// Hands over a result.
    ///
    /// @param trace of the change that led to it
    public void write(ApplyResult result, Optional<TraceContext> trace) {
        outbox.event(result, trace);
    }

    /// Letters that no broker has yet.
    public int waiting() {
        return outbox.waiting() + MAX_IN_FLIGHT - inFlight.availablePermits();
    }

    /// Events that were dropped because too many waited.
    public long dropped() {
        return outbox.dropped();
    }

    private static Map<String, Object> settings(String bootstrap) {
        var settings = new TreeMap<>(BusSettings.healthProducer(bootstrap));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MS);
        return settings;
    }

    private void run() {
        try {
            opened.await();
            while (!closed) {
                broken = false;
                try (var session = new ProducerSession(new KafkaProducer<>(settings(bootstrap)))) {
                    while (!closed && !broken) {
                        sendNext(session.producer());
                    }
                } catch (KafkaException e) {
                    tell(e);
                }
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException _) {
            // Closed while it waited.
        }
    }

    /// Closed at once: its callbacks give back what was in flight.
    private record ProducerSession(KafkaProducer<String, byte[]> producer) implements AutoCloseable {
        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }

    private void sendNext(KafkaProducer<String, byte[]> producer) throws InterruptedException {
        var next = outbox.take(IDLE_MS);
        if (next.isEmpty()) {
            return;
        }
        var letter = next.get();
        inFlight.acquire();
        try {
            // Without a broker this blocks for BLOCK_MS and then calls back with the failure.
            var _ = producer.send(
                    EventRecords.of(letter.event(), source, clock.instant(), 1, letter.trace()),
                    (_, failure) -> sent(letter, failure));
        } catch (KafkaException e) {
            inFlight.release();
            outbox.giveBack(letter);
            throw e;
        }
    }

    private void sent(Letter letter, @Nullable Exception failure) {
        inFlight.release();
        switch (failure) {
            case null -> told = false;
            case RecordTooLargeException _ -> away.accept("dropped a record: " + failure.getMessage());
            case RetriableException _ -> {
                outbox.giveBack(letter);
                tell(failure);
            }
            default -> {
                outbox.giveBack(letter);
                broken = true;
                tell(failure);
            }
        }
    }

    private void tell(Exception failure) {
        if (!told && !closed) {
            told = true;
            away.accept(String.valueOf(failure.getMessage()));
        }
    }

    /// Waits a moment for what is left to be written.
    @Override
    public void close() {
        var end = System.nanoTime() + RETRY.toNanos();
        while (waiting() > 0 && opened.getCount() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        closed = true;
        thread.interrupt();
        try {
            thread.join(RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
