package io.heliograph.bus.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.ReportVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigTraceTest {
    private static final Instant T0 = Instant.parse("2026-11-25T16:00:00Z");
    private static final Revision REVISION = Revision.of("a");
    private static final TraceContext TRACE = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");

    private final ConfigTrace trace = new ConfigTrace();

    private static ApplyResult result(Outcome outcome, Instant at) {
        return new ApplyResult(
                NodeId.parse("reflector/rr01"),
                new ClusterId("lab"),
                REVISION,
                outcome,
                Optional.of(REVISION),
                Optional.empty(),
                Optional.empty(),
                new ApplyResult.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                new ReportVersion(1, 1, "i"),
                at);
    }

    @Test
    void what_the_agents_brake_holds_and_lets_go_later_is_two_steps_of_one_trace() {
        trace.offered(REVISION, Optional.of(TRACE), T0);
        var held = trace.applied(result(Outcome.HELD, T0.plusSeconds(1))).orElseThrow();
        var applied =
                trace.applied(result(Outcome.CONFIRMED, T0.plusSeconds(60))).orElseThrow();

        assertThat(held.name()).isEqualTo("held reflector/rr01");
        assertThat(applied.name()).isEqualTo("apply reflector/rr01");
        assertThat(applied.context()).isNotEqualTo(held.context());
        assertThat(applied.parent()).contains(TRACE.spanId()).isEqualTo(held.parent());
    }
}
