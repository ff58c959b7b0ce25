package io.heliograph.fleet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.reason.InvalidValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventsTest {
    @Test
    void reports_are_ordered_by_epoch_then_sequence() {
        var old = new ReportVersion(1, 900, "a");
        var restarted = new ReportVersion(2, 1, "b");

        assertThat(restarted.isAfter(old)).isTrue();
        assertThat(old.isAfter(restarted)).isFalse();
        assertThat(old.isAfter(old)).isFalse();
        assertThat(old.next().isAfter(old)).isTrue();
    }

    @Test
    void a_version_starts_at_one_and_names_its_instance() {
        assertThatThrownBy(() -> new ReportVersion(0, 1, "a")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ReportVersion(1, 0, "a")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ReportVersion(1, 1, "")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ReportVersion(1, 1, "x".repeat(65))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_hold_time_is_what_bgp_can_carry() {
        for (var seconds : new long[] {-1, 0, 2, 65_536}) {
            assertThatThrownBy(() -> new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(seconds)))
                    .isInstanceOf(InvalidValue.class);
        }
        assertThat(new BgpOptions(BgpOptions.Reach.DIRECT, Duration.ofSeconds(3)).holdTime())
                .hasSeconds(3);
    }

    @Test
    void bounds_that_admit_nothing_or_the_default_route_are_refused() {
        for (var bounds : new int[][] {{64, 48}, {0, 64}, {-1, 64}, {48, 129}}) {
            assertThatThrownBy(() -> new ClusterEntry.LengthBounds(bounds[0], bounds[1]))
                    .isInstanceOf(InvalidValue.class);
        }
        assertThat(new ClusterEntry.LengthBounds(48, 64).contains(64)).isTrue();
        assertThat(new ClusterEntry.LengthBounds(48, 64).contains(65)).isFalse();
    }
}
