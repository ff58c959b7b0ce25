package io.heliograph.renderer;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.renderer.kafka.RenderStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive while the stream is kept running; ready while it runs and a broker is connected. Without one the process
/// lives and says so; routes stay as they are.
@ApplicationScoped
class RendererHealth {
    private final RendererService service;
    private final String bootstrap;

    RendererHealth(RendererService service, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.service = service;
        this.bootstrap = bootstrap;
    }

    @Produces
    @Liveness
    HealthCheck loop() {
        return () -> HealthCheckResponse.named("loop").status(service.isKept()).build();
    }

    @Produces
    @Readiness
    HealthCheck bus() {
        return () -> {
            var answer = HealthCheckResponse.named("bus").withData("kafka", bootstrap);
            if (service.isBusConnected()) {
                return answer.up().build();
            }
            return answer.withData(
                            "reason",
                            Reason.of(ReasonCode.KAFKA_UNREACHABLE, bootstrap).toString())
                    .down()
                    .build();
        };
    }

    @Produces
    @Readiness
    HealthCheck stream() {
        return () -> {
            var phase = service.phase();
            return HealthCheckResponse.named("stream")
                    .withData("phase", phase.name())
                    .status(phase == RenderStream.Phase.RUNNING)
                    .build();
        };
    }
}
