package io.heliograph.renderer;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while the topology runs. Without a broker the process lives and says so; routes stay as they are.
@Readiness
@ApplicationScoped
class RendererReadiness implements HealthCheck {
    private final RendererService service;
    private final String bootstrap;

    RendererReadiness(RendererService service, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.service = service;
        this.bootstrap = bootstrap;
    }

    @Override
    public HealthCheckResponse call() {
        var phase = service.phase();
        var response = HealthCheckResponse.named("stream").withData("phase", phase.name());
        return switch (phase) {
            case RUNNING -> response.up().build();
            case WAITING_FOR_TOPICS ->
                response.down()
                        .withData(
                                "reason",
                                Reason.of(ReasonCode.KAFKA_UNREACHABLE, bootstrap)
                                        .toString())
                        .build();
            case STARTING, STOPPED -> response.down().build();
        };
    }
}
