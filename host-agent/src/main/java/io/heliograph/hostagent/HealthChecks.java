package io.heliograph.hostagent;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive is an agent whose loops turn, whatever is out of reach; ready is one that reaches the engine, the bus and
/// BIRD.
@ApplicationScoped
class HealthChecks {
    private final HostAgent agent;

    @Inject
    HealthChecks(HostAgent agent) {
        this.agent = agent;
    }

    @Produces
    @Liveness
    HealthCheck loops() {
        return () ->
                answer("loops", state -> state.loop().turns() && state.configs().isAlive(), Optional.empty());
    }

    @Produces
    @Readiness
    HealthCheck engine() {
        return () -> answer(
                "docker-engine", state -> state.loop().isEngineReachable(), Optional.of(ReasonCode.ENGINE_UNREACHABLE));
    }

    @Produces
    @Readiness
    HealthCheck bus() {
        return () -> answer("bus", state -> state.configs().isReachable(), Optional.of(ReasonCode.KAFKA_UNREACHABLE));
    }

    @Produces
    @Readiness
    HealthCheck bird() {
        return () -> answer(
                "bird",
                state -> state.bird().map(watch -> watch.version().isPresent()).orElse(true),
                Optional.of(ReasonCode.BIRD_UNREACHABLE));
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

    private HealthCheckResponse answer(String name, Predicate<AgentState> healthy, Optional<ReasonCode> code) {
        var state = agent.state();
        var answer = HealthCheckResponse.named(name);
        if (state == null) {
            return answer.withData("state", "starting").down().build();
        }
        boolean up = healthy.test(state);
        if (!up) {
            code.map(it -> reason(it, state.settings()))
                    .ifPresent(reason -> answer.withData("reason", reason.toString()));
        }
        return answer.status(up).build();
    }

    private static Reason reason(ReasonCode code, AgentSettings settings) {
        return switch (code) {
            case ENGINE_UNREACHABLE -> Reason.of(code, settings.dockerHost(), "see the last report");
            case KAFKA_UNREACHABLE -> Reason.of(code, settings.bootstrap());
            default -> Reason.of(code, settings.birdSocket(), "no greeting");
        };
    }
}
