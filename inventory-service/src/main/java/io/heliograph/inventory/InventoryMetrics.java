package io.heliograph.inventory;

import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the inventory counts.
final class InventoryMetrics {
    private final MeterRegistry meters;
    private final Map<Topic, Timer> taken = new EnumMap<>(Topic.class);
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
                            .publishPercentiles(0.5, 0.99)
                            .register(meters));
        }
        entries = Counter.builder("heliograph.inventory.entries")
                .description("Fleet entries written")
                .register(meters);
        failedWrites = Counter.builder("heliograph.inventory.failed.writes")
                .description("Records that the brokers refused")
                .register(meters);
        failedSteps = Counter.builder("heliograph.inventory.failed.steps")
                .description("Records or commands that ended in an error of ours")
                .register(meters);
    }

    void took(Topic topic, long nanos) {
        var timer = taken.get(topic);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void dropped(ReasonCode code) {
        Counter.builder("heliograph.inventory.dropped")
                .description("Records that were not obeyed, by reason")
                .tag("code", code.name())
                .register(meters)
                .increment();
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
