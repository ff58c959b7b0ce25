package io.heliograph.simulation;

import io.heliograph.fleet.wire.Topic;
import io.heliograph.renderer.kafka.RenderRules;
import io.heliograph.renderer.kafka.RendererTask;

/// The renderer: its task, that dies and comes back to its store, and its input, some of which then comes again.
final class SimulatedRenderer {
    private static final int TICK = 700;

    private final Timeline time;
    private final SimulatedLog log;
    private final RendererTask task;
    private final SimulatedLog.Reader fleet;
    private int taken;
    private int life;

    SimulatedRenderer(Timeline time, SimulatedLog log, RenderRules rules) {
        this.time = time;
        this.log = log;
        task = new RendererTask(rules);
        fleet = log.follow(Topic.FLEET, 0, false, this::take);
        for (var topic : RendererTask.heardTopics()) {
            for (int i = 0; i < SimulatedLog.partitions(topic); i++) {
                log.follow(topic, i, false, record -> task.hear(record.topic, record.key, record.value));
            }
        }
        start(false);
        time.each(TICK, () -> {
            task.tick(time.now);
            send();
        });
    }

    private void take(SimulatedLog.Kept record) {
        if (task.isRunning()) {
            taken = (int) record.offset + 1;
            task.take(record.key, record.value, record.offset, time.now);
            send();
        }
    }

    private void send() {
        task.sent().forEach(sent -> log.write(sent.topic, sent.key, sent.value, "renderer-" + life));
    }

    void stop() {
        task.end();
        fleet.cut(true);
    }

    /// @param forgetful its store is lost as well, so that every configuration is sent again
    void start(boolean forgetful) {
        life++;
        if (forgetful) {
            task.forget();
            taken = 0;
        }
        int end = log.end(Topic.FLEET, 0);
        task.begin(end, time.now);
        fleet.cut(false);
        // What was taken in and not committed comes again.
        fleet.from(taken > end ? 0 : Math.max(0, taken - time.random.nextInt(5)));
        send();
    }
}
