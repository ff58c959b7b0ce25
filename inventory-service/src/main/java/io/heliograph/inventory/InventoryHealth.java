package io.heliograph.inventory;

import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.kafka.BusSight;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// Alive while the loop turns; ready once every topic was read to its end, and while a broker is connected. What the
/// fleet is like is no part of it: that is what its answers are for.
@ApplicationScoped
class InventoryHealth {
    private final InventoryLoop loop;
    private final BusSight bus;

    InventoryHealth(InventoryLoop loop, BusSight bus) {
        this.loop = loop;
        this.bus = bus;
    }

    boolean isBusConnected() {
        return bus.isConnected();
    }

    boolean areTopicsRead() {
        return loop.onLoop(loop.state()::isDeciding).orElse(false);
    }

    @Produces
    @Liveness
    HealthCheck loopTurns() {
        return () -> HealthCheckResponse.named("loop")
                .status(loop.onLoop(() -> true).isPresent())
                .build();
    }

    @Produces
    @Readiness
    HealthCheck brokers() {
        return () -> {
            var answer = HealthCheckResponse.named("bus").withData("kafka", loop.bootstrap());
            if (isBusConnected()) {
                return answer.up().build();
            }
            return answer.withData(
                            "reason",
                            Reason.of(ReasonCode.KAFKA_UNREACHABLE, loop.bootstrap())
                                    .toString())
                    .down()
                    .build();
        };
    }

    @Produces
    @Readiness
    HealthCheck topicsRead() {
        return () -> {
            var state = loop.state();
            return loop.onLoop(() -> {
                        var answer = HealthCheckResponse.named("topics")
                                .status(state.isDeciding())
                                .withData("partitions_missing", state.partitionsMissing());
                        state.drift().stream()
                                .map(reason -> reason.message())
                                .reduce((one, other) -> one + " " + other)
                                .ifPresent(drift -> answer.withData("drift", drift));
                        return answer.build();
                    })
                    .orElseGet(() -> HealthCheckResponse.down("topics"));
        };
    }
}
