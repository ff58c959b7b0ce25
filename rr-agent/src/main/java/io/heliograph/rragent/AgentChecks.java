package io.heliograph.rragent;

import io.heliograph.fleet.Revision;
import io.heliograph.rragent.Readings.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive: the watch comes round. Ready: BIRD and the bus are there. An agent that is not ready keeps what BIRD
/// has, and there is no use in restarting it. What its sessions do is no part of it: one dead peer makes no healthy
/// reflector unready.
@ApplicationScoped
class AgentChecks {
    private static final Duration ROUND = Duration.ofSeconds(20);

    private final AgentHolder holder;

    AgentChecks(AgentHolder holder) {
        this.holder = holder;
    }

    @Produces
    @Liveness
    HealthCheck loop() {
        return () -> HealthCheckResponse.named("loop")
                .status(holder.picture()
                        .map(picture ->
                                Instant.now().isBefore(picture.turnedAt().plus(ROUND)))
                        .orElse(true))
                .build();
    }

    @Produces
    @Readiness
    HealthCheck bird() {
        return () -> answer("bird", Readings::bird);
    }

    @Produces
    @Readiness
    HealthCheck bus() {
        return () -> answer("bus", Readings::bus);
    }

    /// What BIRD goes by. An agent without a configuration, one that starts from its disk while the bus is away, one
    /// whose BIRD was edited by hand and one that holds a revision back are all ready, and say so.
    @Produces
    @Readiness
    HealthCheck config() {
        return () -> {
            var answer = HealthCheckResponse.named("config").up();
            holder.picture().ifPresent(picture -> {
                answer.withData("source", picture.fromDisk() ? "disk" : "bus");
                answer.withData(
                        "revision",
                        picture.lastGood().map(Revision::abbreviated).orElse("none"));
                picture.drift().ifPresent(why -> answer.withData("drift", why.toString()));
                picture.held().ifPresent(why -> answer.withData("held", why.toString()));
            });
            return answer.build();
        };
    }

    private HealthCheckResponse answer(String name, BiFunction<AgentPicture, AgentSettings, Reading> reading) {
        var answer = HealthCheckResponse.named(name);
        var picture = holder.picture();
        var settings = holder.settings();
        if (picture.isEmpty() || settings.isEmpty()) {
            return answer.withData("state", "starting").down().build();
        }
        var read = reading.apply(picture.get(), settings.get());
        read.reason().ifPresent(why -> answer.withData("reason", why.toString()));
        return answer.status(read.up()).build();
    }
}
