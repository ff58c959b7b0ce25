package io.heliograph.rragent;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/// Where health and metrics find the running agent.
@ApplicationScoped
class AgentHolder {
    private final AgentMeters meters;
    private volatile Optional<ReflectorAgent> agent = Optional.empty();

    AgentHolder(AgentMeters meters) {
        this.meters = meters;
    }

    Optional<AgentPicture> picture() {
        return agent.map(ReflectorAgent::picture);
    }

    Optional<AgentSettings> settings() {
        return agent.map(ReflectorAgent::settings);
    }

    void hold(ReflectorAgent running) {
        agent = Optional.of(running);
        running.listen(meters::applied, meters::changed);
        meters.measure(running::picture, running.settings());
    }

    /// SIGTERM ends the process without waiting for its main thread.
    void stop(@Observes ShutdownEvent event) {
        agent.ifPresent(ReflectorAgent::close);
    }
}
