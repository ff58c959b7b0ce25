package io.heliograph.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive while the loop turns; ready once every topic was read to its end.
@ApplicationScoped
class InventoryHealth {
    private final InventoryLoop loop;

    InventoryHealth(InventoryLoop loop) {
        this.loop = loop;
    }

    @Liveness
    HealthCheck loopTurns() {
        return () -> HealthCheckResponse.named("loop turns")
                .status(loop.onLoop(() -> true).isPresent())
                .build();
    }

    @Readiness
    HealthCheck topicsRead() {
        return () -> {
            var state = loop.state();
            return loop.onLoop(() -> {
                        var answer = HealthCheckResponse.named("topics read")
                                .status(state.isDeciding())
                                .withData("kafka", loop.bootstrap())
                                .withData("partitions_missing", state.partitionsMissing());
                        state.drift().stream()
                                .map(reason -> reason.message())
                                .reduce((one, other) -> one + " " + other)
                                .ifPresent(drift -> answer.withData("drift", drift));
                        return answer.build();
                    })
                    .orElseGet(() -> HealthCheckResponse.down("topics read"));
        };
    }
}
