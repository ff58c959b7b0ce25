package io.heliograph.rragent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeWatchTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT30S, 10",
        "1000, PT30S, 10",
        "5300, PT30S, 36",
        "15000, PT30S, 100",
        "1000000, PT30S, 100",
        "300, PT1S, 60",
        "5000, PT0.05S, 100"
    })
    void pings_leave_as_fast_as_a_round_needs_within_bounds(int subnets, Duration each, int aTick) {
        assertThat(ProbeWatch.aTick(subnets, each)).isEqualTo(aTick);
    }
}
