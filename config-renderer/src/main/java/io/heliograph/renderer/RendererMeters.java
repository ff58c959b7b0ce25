package io.heliograph.renderer;

import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.renderer.kafka.RenderStream;
import io.heliograph.renderer.kafka.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/// What the renderer measures of its work. Nothing is labelled by node: the fleet's own figures are the inventory's.
@ApplicationScoped
class RendererMeters {
    /// From one host's block to a whole fleet of 10,000.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    private final Timer render;
    private final Counter refused;
    private final Counter ignorant;
    private final Counter outdated;
    private final Counter malformed;
    private volatile double sentAt = Double.NaN;

    RendererMeters(MeterRegistry registry) {
        this.registry = registry;
        render = Timer.builder("heliograph.render")
                .description("One pass over the nodes that are due")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        refused = counter("heliograph.renderer.nodes.refused", "Nodes that keep what they have, for a reason");
        ignorant = counter("heliograph.renderer.entries.ignorant", "Entries that knew less than the renderer");
        outdated = counter("heliograph.renderer.entries.outdated", "Entries that came after what replaced them");
        malformed = counter("heliograph.renderer.records.malformed", "Records set aside to the dead-letter topic");
        // Each from the start: a counter that first appears with its first event hides that event.
        for (var kind : ChangeClass.values()) {
            var _ = sent(kind);
        }
        for (var state : Rollout.State.values()) {
            var _ = rollouts(state);
        }
        Gauge.builder("heliograph.renderer.sent.timestamp.seconds", this, it -> it.sentAt)
                .description("When a configuration was last sent")
                .register(registry);
    }

    private Counter counter(String name, String help) {
        return Counter.builder(name).description(help).register(registry);
    }

    private Counter sent(ChangeClass kind) {
        return Counter.builder("heliograph.renderer.configs.sent")
                .description("Configurations sent, by what they cost a running BIRD")
                .tag("class", kind.name())
                .register(registry);
    }

    private Counter rollouts(Rollout.State state) {
        return Counter.builder("heliograph.renderer.rollouts")
                .description("What was told of rollouts, by state")
                .tag("state", state.name())
                .register(registry);
    }

    void watch(RenderStream stream) {
        check("stream", stream, it -> it.phase() == RenderStream.Phase.RUNNING ? 1 : 0);
        check("bus", stream, it -> it.isConnected() ? 1 : 0);
        Gauge.builder("heliograph.bus.connected", stream, it -> it.isConnected() ? 1 : 0)
                .description("Whether a broker is connected")
                .register(registry);
    }

    private void check(String name, RenderStream stream, ToDoubleFunction<RenderStream> up) {
        Gauge.builder("heliograph.check.up", stream, up)
                .description("What readiness asks, each by itself")
                .tag("check", name)
                .register(registry);
    }

    void heed(Signal signal) {
        switch (signal) {
            case Signal.Rendered(var _, var took) -> render.record(took);
            case Signal.Sent(var config, var _) -> {
                sentAt = Instant.now().toEpochMilli() / 1000.0;
                sent(config.changeClass()).increment();
            }
            case Signal.Refused _ -> refused.increment();
            case Signal.Told(var rollout) -> rollouts(rollout.state()).increment();
            case Signal.Ignorant _ -> ignorant.increment();
            case Signal.Outdated _ -> outdated.increment();
            case Signal.Poison _ -> malformed.increment();
            case Signal.CaughtUp _ -> {}
        }
    }
}
