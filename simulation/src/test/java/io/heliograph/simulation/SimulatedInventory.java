package io.heliograph.simulation;

import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.InventoryTask;
import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.kafka.Arrivals;
import io.heliograph.inventory.kafka.BusStart;
import io.heliograph.inventory.kafka.CatchUp;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The inventory: its readers, its lives, and whoever asks it.
final class SimulatedInventory {
    private static final int TICK = 1_000;

    private final Timeline time;
    private final SimulatedLog log;
    private final List<SimulatedLog.Reader> readers = new ArrayList<>();
    private Optional<InventoryTask> task = Optional.empty();
    private int life;

    SimulatedInventory(Timeline time, SimulatedLog log) {
        this.time = time;
        this.log = log;
        for (var topic : BusStart.READ) {
            for (int i = 0; i < SimulatedLog.partitions(topic); i++) {
                readers.add(log.follow(topic, i, topic != Topic.FLEET, this::take));
            }
        }
        start();
        time.each(TICK, () -> task.ifPresent(it -> it.pass(time.now)));
    }

    private String writer() {
        return "inventory-" + life;
    }

    private void take(SimulatedLog.Kept record) {
        task.ifPresent(it -> it.take(
                Arrivals.of(
                        record.topic,
                        record.partition,
                        record.offset,
                        record.at,
                        record.key,
                        !record.writer.equals(writer()),
                        record.value),
                time.now));
    }

    void stop() {
        task = Optional.empty();
    }

    /// A new process reads everything and begins to decide at the ends that it finds now.
    void start() {
        life++;
        var ends = new HashMap<CatchUp.Part, Long>();
        for (var topic : BusStart.READ) {
            for (int i = 0; i < SimulatedLog.partitions(topic); i++) {
                long end = log.end(topic, i);
                if (end > 0) {
                    ends.put(new CatchUp.Part(topic, i), end - 1);
                }
            }
        }
        var writer = writer();
        task = Optional.of(new InventoryTask(ends, event -> log.write(event, writer), time.now));
        readers.forEach(reader -> reader.from(0));
    }

    Optional<CommandOutcome> command(FleetCommand command) {
        return task.flatMap(it -> it.command(command, time.now));
    }

    Optional<ReleaseOutcome> release(ReleaseRequest request) {
        return task.flatMap(it -> it.release(request, time.now));
    }

    Optional<FleetSnapshot> snapshot() {
        return task.flatMap(it -> it.snapshot(time.now));
    }
}
