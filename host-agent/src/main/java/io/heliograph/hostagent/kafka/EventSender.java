package io.heliograph.hostagent.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Topic;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/// Puts the agent's events on the bus. Never blocks its callers, and holds what the bus does not take now: of
/// reports the latest, of apply results the last [#MAX_RESULTS].
@ApplicationScoped
public class EventSender {
    /// The channel of `application.properties` that every event goes through.
    public static final String CHANNEL = "agent-events";

    private static final Logger LOG = Logger.getLogger(EventSender.class);
    private static final int MAX_RESULTS = 100;
    private static final Duration COMPLAIN_EACH = Duration.ofMinutes(1);

    /// @param trace of the change that the event is part of
    private record Letter<E>(E event, Optional<TraceContext> trace) {}

    private final Emitter<byte[]> emitter;
    private final InstantSource clock;
    private final Outbox<Letter<HostReport>> reports = new Outbox<>(1, this::sendReport, this::complain);
    private final Outbox<Letter<ApplyResult>> results = new Outbox<>(MAX_RESULTS, this::hand, this::complain);
    private final AtomicLong complainedAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong tooLarge = new AtomicLong();
    private volatile Consumer<HostReport> sentReports = _ -> {};

    @Inject
    public EventSender(@Channel(CHANNEL) Emitter<byte[]> emitter, InstantSource clock) {
        this.emitter = emitter;
        this.clock = clock;
    }

    /// Names the one who learns what was sent.
    ///
    /// @param listener is told of each report that the bus has acknowledged
    public void onReportSent(Consumer<HostReport> listener) {
        sentReports = listener;
    }

    /// Sends a report; false for one that is too large for others to read: it is not sent, and the last one stands.
    ///
    /// @param trace of the event that led to it
    public boolean send(HostReport report, Optional<TraceContext> trace) {
        int size = EventCodec.encode(report).length;
        if (size > EventCodec.MAX_VALUE_BYTES) {
            var reason = Reason.of(
                    ReasonCode.RECORD_TOO_LARGE, Topic.HOST_REPORTS.topicName(), size, EventCodec.MAX_VALUE_BYTES);
            tooLarge.incrementAndGet();
            LOG.errorf(
                    "event=report-not-sent subnets=%d reason=\"%s\"",
                    report.subnets().size(), reason);
            return false;
        }
        reports.put(new Letter<>(report, trace));
        return true;
    }

    /// Events that the bus does not have yet.
    public int waiting() {
        return reports.waiting() + results.waiting();
    }

    /// Apply results that were dropped because too many waited, and reports that are too large. A report that a newer
    /// one replaced is none: the newer one says it all.
    public long dropped() {
        return results.dropped() + tooLarge.get();
    }

    /// Hands over a result.
    ///
    /// @param trace of the change that led to it
    public void send(ApplyResult result, Optional<TraceContext> trace) {
        results.put(new Letter<>(result, trace));
    }

    private CompletionStage<Void> sendReport(Letter<HostReport> letter) {
        return hand(letter).thenRun(() -> sentReports.accept(letter.event()));
    }

    private CompletionStage<Void> hand(Letter<?> letter) {
        var event = letter.event();
        var acknowledged = new CompletableFuture<Void>();
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(EventType.of(event).topic().topicName())
                .withKey(Keys.of(event))
                .withHeaders(EventRecords.headers(event, sourceOf(event), clock.instant(), letter.trace()))
                .build();
        emitter.send(Message.of(
                EventCodec.encode(event),
                Metadata.of(metadata),
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    acknowledged.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return acknowledged;
    }

    private static String sourceOf(Object event) {
        return event instanceof HostReport report ? "/host/" + report.host() : "/" + Keys.of(event);
    }

    private void complain(Throwable failure) {
        long now = clock.millis();
        long before = complainedAt.get();
        if ((before == Long.MIN_VALUE || now - before >= COMPLAIN_EACH.toMillis())
                && complainedAt.compareAndSet(before, now)) {
            LOG.warnf(
                    "event=bus-does-not-take why=\"%s\" at=%s",
                    rootOf(failure).getMessage(), Instant.ofEpochMilli(now));
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        for (var cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }
}
