package io.heliograph.hostagent;

import io.heliograph.hostagent.Readings.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.function.Function;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive is an agent whose loops turn, whatever is out of reach; ready is one that reaches the engine, the bus and
/// BIRD. What its sessions do is no part of it: one dead reflector makes no healthy host unready.
@ApplicationScoped
class HealthChecks {
    private final HostAgent agent;

    @Inject
    HealthChecks(HostAgent agent) {
        this.agent = agent;
    }

    @Produces
    @Liveness
    HealthCheck loop() {
        return () -> {
            var state = agent.state();
            var answer = HealthCheckResponse.named("loop");
            return state == null
                    ? answer.withData("state", "starting").up().build()
                    : answer.status(state.loop().turns() && state.configs().isAlive())
                            .build();
        };
    }

    @Produces
    @Readiness
    HealthCheck engine() {
        return () -> answer("engine", Readings::engine);
    }

    @Produces
    @Readiness
    HealthCheck bus() {
        return () -> answer("bus", Readings::bus);
    }

    @Produces
    @Readiness
    HealthCheck bird() {
        return () -> answer("bird", Readings::bird);
    }

    /// What BIRD goes by. An agent without a configuration, one that starts from its disk while the bus is away, one
    /// whose BIRD was edited by hand and one that holds a revision back are all ready, and say so.
    @Produces
    @Readiness
    HealthCheck config() {
        return () -> {
            var answer = HealthCheckResponse.named("config").up();
            var state = agent.state();
            if (state != null) {
                state.applying().ifPresent(it -> it.told().forEach(answer::withData));
            }
            return answer.build();
        };
    }

    private HealthCheckResponse answer(String name, Function<AgentState, Reading> reading) {
        var state = agent.state();
        var answer = HealthCheckResponse.named(name);
        if (state == null) {
            return answer.withData("state", "starting").down().build();
        }
        var read = reading.apply(state);
        read.reason().ifPresent(why -> answer.withData("reason", why.toString()));
        return answer.status(read.up()).build();
    }
}
