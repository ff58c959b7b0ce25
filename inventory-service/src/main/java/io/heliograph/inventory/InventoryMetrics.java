package io.heliograph.inventory;

import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the inventory counts of its own work.
final class InventoryMetrics {
    private static final Duration[] OWN_WORK = {
        Duration.ofNanos(100_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500)
    };

    /// From well below the goal (30 ms at the median, 150 ms for 99 of 100) to what nobody would wait for.
    private static final Duration[] JOURNEY = {
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(30),
        Duration.ofMillis(50),
        Duration.ofMillis(75),
        Duration.ofMillis(100),
        Duration.ofMillis(150),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry meters;
    private final Map<Topic, Timer> taken = new EnumMap<>(Topic.class);
    private final Timer journey;
    private final Counter entries;
    private final Counter failedWrites;
    private final Counter failedSteps;

    InventoryMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (var topic : Topic.values()) {
            taken.put(
                    topic,
                    Timer.builder("heliograph.inventory.record")
                            .description("Time from taking a record to handing on what follows from it")
                            .tag("topic", topic.topicName())
                            .serviceLevelObjectives(OWN_WORK)
                            .register(meters));
        }
        journey = Timer.builder("heliograph.observed.to.verified")
                .description("From Docker's event to every reflector of the cluster having verified the subnet")
                .serviceLevelObjectives(JOURNEY)
                .register(meters);
        entries = Counter.builder("heliograph.inventory.entries")
                .description("Fleet entries written")
                .register(meters);
        failedWrites = Counter.builder("heliograph.inventory.failed.writes")
                .description("Records that the brokers refused")
                .register(meters);
        failedSteps = Counter.builder("heliograph.inventory.failed.steps")
                .description("Records or commands that ended in an error of ours")
                .register(meters);
        // Each from the start: a counter that first appears with its first event hides that event.
        for (var code : DROPPED) {
            var _ = counterOf(code);
        }
    }

    private static final ReasonCode[] DROPPED = {
        ReasonCode.REPORT_STALE, ReasonCode.IDENTITY_DUPLICATE, ReasonCode.MALFORMED_JSON
    };

    void took(Topic topic, long nanos) {
        var timer = taken.get(topic);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void arrived(Duration journeyTime) {
        journey.record(journeyTime);
    }

    void dropped(ReasonCode code) {
        counterOf(code).increment();
    }

    private Counter counterOf(ReasonCode code) {
        return Counter.builder("heliograph.inventory.dropped")
                .description("Records that were not obeyed, by reason")
                .tag("code", code.name())
                .register(meters);
    }

    void wrote(int count) {
        entries.increment(count);
    }

    void writeFailed() {
        failedWrites.increment();
    }

    void stepFailed() {
        failedSteps.increment();
    }
}
