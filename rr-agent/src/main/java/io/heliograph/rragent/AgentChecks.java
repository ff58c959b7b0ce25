package io.heliograph.rragent;

import io.heliograph.fleet.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive: the watch comes round. Ready: BIRD and the bus are there. An agent that is not ready keeps what BIRD
/// has, and there is no use in restarting it.
@ApplicationScoped
class AgentChecks {
    private static final Duration ROUND = Duration.ofSeconds(20);

    private final AgentHolder holder;

    AgentChecks(AgentHolder holder) {
        this.holder = holder;
    }

    @Produces
    @Liveness
    HealthCheck watch() {
        return () -> HealthCheckResponse.named("watch")
                .status(holder.picture()
                        .map(picture ->
                                Instant.now().isBefore(picture.turnedAt().plus(ROUND)))
                        .orElse(true))
                .build();
    }

    @Produces
    @Readiness
    HealthCheck bird() {
        return () -> HealthCheckResponse.named("bird")
                .status(holder.picture().map(AgentPicture::birdAnswers).orElse(false))
                .build();
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

    @Produces
    @Readiness
    HealthCheck bus() {
        return () -> {
            var picture = holder.picture();
            return HealthCheckResponse.named("bus")
                    .status(picture.map(AgentPicture::busConnected).orElse(false))
                    .withData("waiting", picture.map(AgentPicture::waiting).orElse(0))
                    .build();
        };
    }
}
