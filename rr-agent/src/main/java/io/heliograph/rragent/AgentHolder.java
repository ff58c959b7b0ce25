package io.heliograph.rragent;

import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Where health and metrics find the running agent.
@ApplicationScoped
class AgentHolder {
    private static final List<Stage> STAGES = List.of(Stage.APPLIED, Stage.REFLECTED, Stage.VERIFIED);

    private volatile Optional<ReflectorAgent> agent = Optional.empty();
    private final MeterRegistry registry;

    AgentHolder(MeterRegistry registry) {
        this.registry = registry;
    }

    Optional<AgentPicture> picture() {
        return agent.map(ReflectorAgent::picture);
    }

    void hold(ReflectorAgent running) {
        agent = Optional.of(running);
        gauge("heliograph_bird_up", picture -> picture.birdAnswers() ? 1 : 0);
        gauge("heliograph_bus_connected", picture -> picture.busConnected() ? 1 : 0);
        gauge("heliograph_config_drift", picture -> picture.drift().isPresent() ? 1 : 0);
        gauge("heliograph_config_held", picture -> picture.held().isPresent() ? 1 : 0);
        gauge("heliograph_outbox_waiting", AgentPicture::waiting);
        FunctionCounter.builder("heliograph_outbox_dropped", this, it -> it.number(AgentPicture::dropped))
                .register(registry);
        for (var state : SessionState.values()) {
            Gauge.builder(
                            "heliograph_sessions",
                            this,
                            it -> it.number(picture -> picture.sessions().getOrDefault(state, 0)))
                    .tag("state", state.name())
                    .register(registry);
        }
        for (var stage : STAGES) {
            Gauge.builder(
                            "heliograph_routes",
                            this,
                            it -> it.number(picture -> picture.routes().getOrDefault(stage, 0)))
                    .tag("stage", stage.name())
                    .register(registry);
        }
    }

    /// SIGTERM ends the process without waiting for its main thread.
    void stop(@Observes ShutdownEvent event) {
        agent.ifPresent(ReflectorAgent::close);
    }

    private void gauge(String name, ToDoubleFunction<AgentPicture> value) {
        Gauge.builder(name, this, it -> it.number(value)).register(registry);
    }

    private double number(ToDoubleFunction<AgentPicture> value) {
        return picture().map(value::applyAsDouble).orElse(Double.NaN);
    }
}
