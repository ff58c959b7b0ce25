package io.heliograph.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.wire.FleetJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConvergenceReportTest {
    private static Optional<Spread> spread(int... millis) {
        return Spread.of(IntStream.of(millis).mapToObj(Duration::ofMillis).toList());
    }

    private static ConvergenceReport report(Optional<Spread> ours, Optional<Spread> reference, String... missing) {
        return new ConvergenceReport(
                ConvergenceReport.SCHEMA,
                new ConvergenceReport.Figures(ours, ours),
                ours,
                new ConvergenceReport.Figures(reference, reference),
                List.of(missing),
                "Docker 20.10",
                "BIRD 2");
    }

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        var spread = Spread.of(IntStream.rangeClosed(1, 100)
                        .mapToObj(Duration::ofMillis)
                        .toList())
                .orElseThrow();
        assertThat(spread.p50()).isEqualTo(50);
        assertThat(spread.p95()).isEqualTo(95);
        assertThat(spread.p99()).isEqualTo(99);
        assertThat(spread.max()).isEqualTo(100);
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void theGoalIsMetOnlyWithBothFiguresAndTheRatio() {
        assertThat(report(spread(20, 25, 90), spread(2000)).meetsGoal()).isTrue();
        assertThat(report(spread(20, 25, 151), spread(2000)).meetsGoal()).isFalse();
        assertThat(report(spread(31), spread(2000)).meetsGoal()).isFalse();
        assertThat(report(spread(25), spread(900)).meetsGoal()).isFalse();
        assertThat(report(spread(25), Optional.empty()).meetsGoal()).isFalse();
    }

    @Test
    void aRouteThatNeverCameMissesTheGoalAndIsNamed() {
        var report = report(spread(20), spread(2000), "2001:db8:1ab:c101::/64");
        assertThat(report.meetsGoal()).isFalse();
        assertThat(report.table()).contains("2001:db8:1ab:c101::/64").contains("missed");
    }

    @Test
    void aMedianBeforeTheReturnDoesNotMakeTheRatioInfinite() {
        assertThat(report(spread(-3), spread(2000)).ratio()).contains(2000.0);
    }

    @Test
    void theJsonCarriesItsSchemaAndTheVerdict() throws Exception {
        var json = FleetJson.mapper().valueToTree(report(spread(20), spread(2000)));
        assertThat(json.get("schema").asText()).isEqualTo("heliograph.bench.convergence.v2");
        assertThat(json.get("goal").asBoolean()).isTrue();
        assertThat(json.get("ratio").asDouble()).isEqualTo(100);
        assertThat(json.get("heliograph").get("update").get("p99").asDouble()).isEqualTo(20);
    }
}
