package io.heliograph.rragent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.preflight.BirdSight;
import io.heliograph.node.preflight.KernelFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReflectorReporterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final KernelFacts KERNEL = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());
    private static final Path SOCKET = Path.of("/run/bird/bird.ctl");
    private static final BirdSight BIRD = BirdSight.of(SOCKET, Optional.of("2.17.6"));
    private static final Reason LOW = Reason.of(ReasonCode.FILE_LIMIT_LOW, 1024, 1000, 4096);

    private static Optional<ReflectorReport> report(
            ReflectorReporter reporter, BirdSight bird, List<Reason> found, Instant now) {
        return reporter.report(KERNEL, bird, found, () -> new ReportVersion(1, 1, "x"), now);
    }

    private static ReflectorReporter started() {
        var fresh =
                ReflectorReporter.of(new ReflectorId("rr01"), new ClusterId("lab"), "0.1.0", Duration.ofSeconds(30));
        var first = report(fresh, BIRD, List.of(), NOW).orElseThrow();
        assertThat(first.cause()).isEqualTo("start");
        return fresh.after(first);
    }

    @Test
    void what_was_told_is_not_told_again_before_the_heartbeat() {
        assertThat(report(started(), BIRD, List.of(), NOW.plusSeconds(29))).isEmpty();
        assertThat(report(started(), BIRD, List.of(), NOW.plusSeconds(30)))
                .map(ReflectorReport::cause)
                .contains("heartbeat");
    }

    @Test
    void a_finding_is_told_at_once() {
        assertThat(report(started(), BIRD, List.of(LOW), NOW.plusSeconds(3))).hasValueSatisfying(told -> {
            assertThat(told.cause()).isEqualTo("change");
            assertThat(told.preflight()).containsExactly(LOW);
        });
    }

    @Test
    void a_bird_that_went_away_keeps_the_version_that_it_had() {
        var gone = BirdSight.of(SOCKET, Optional.empty());
        assertThat(report(started(), gone, List.of(), NOW.plusSeconds(3))).hasValueSatisfying(told -> {
            assertThat(told.facts().birdAnswers()).isFalse();
            assertThat(told.facts().bird()).contains("2.17.6");
        });
    }

    @Test
    void a_clock_that_was_set_back_does_not_silence_the_agent() {
        assertThat(report(started(), BIRD, List.of(), NOW.minusSeconds(3600))).isPresent();
    }
}
