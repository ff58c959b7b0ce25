package io.heliograph.renderer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.renderer.rollout.Brake.Loss;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeTest {
    private static final Brake BRAKE = Brake.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WINDOW = BRAKE.window();

    @ParameterizedTest
    @CsvSource({
        // had, lost before, lost now, held
        "100, 0, 20, false",
        "100, 0, 21, true",
        "10, 0, 5, false",
        "10, 0, 6, true",
        "2, 0, 1, false",
        "90, 10, 10, false",
        "90, 10, 11, true",
        "10000, 1999, 1, false",
        "10000, 9999, 0, false",
    })
    void a_fifth_may_go_and_five_at_least(int had, int before, int now, boolean held) {
        assertThat(BRAKE.holds(new Loss(sessions(had), sessions(before), sessions(now), false)))
                .as("sessions")
                .isEqualTo(held);
        assertThat(BRAKE.holds(new Loss(prefixes(had), prefixes(before), prefixes(now), false)))
                .as("prefixes")
                .isEqualTo(held);
    }

    @Test
    void the_last_of_several_never_go() {
        assertThat(BRAKE.holds(new Loss(sessions(2), Extent.NOTHING, sessions(2), true)))
                .isTrue();
        assertThat(BRAKE.holds(new Loss(sessions(1), sessions(1), sessions(1), true)))
                .isTrue();
        assertThat(BRAKE.holds(new Loss(sessions(1), Extent.NOTHING, sessions(1), true)))
                .as("a fleet of one is taken down on purpose")
                .isFalse();
    }

    @Test
    void waiting_helps_where_only_the_sum_is_too_much() {
        assertThat(BRAKE.holdsByItself(new Loss(sessions(90), sessions(10), sessions(11), false)))
                .isFalse();
        assertThat(BRAKE.holdsByItself(new Loss(sessions(90), sessions(10), sessions(30), false)))
                .isTrue();
    }

    @Test
    void the_larger_danger_names_the_risk() {
        assertThat(Brake.risk(new Extent(40, 120))).isEqualTo("withdraw-120-prefixes");
        assertThat(Brake.risk(new Extent(40, 2))).isEqualTo("end-40-sessions");
        assertThat(Brake.risk(Extent.NOTHING)).isEqualTo("skip-the-wave");
    }

    @Test
    void what_was_lost_counts_for_the_window() {
        var spending = Spending.NONE
                .plus(prefixes(3), Extent.NOTHING, NOW, WINDOW)
                .plus(prefixes(4), Extent.NOTHING, NOW.plusSeconds(60), WINDOW);
        assertThat(spending.lost(NOW.plusSeconds(599), WINDOW).prefixes()).isEqualTo(7);
        assertThat(spending.lost(NOW.plusSeconds(600), WINDOW).prefixes()).isEqualTo(4);
        assertThat(spending.lost(NOW.plusSeconds(660), WINDOW)).isEqualTo(Extent.NOTHING);
        assertThat(spending.nextRelief(NOW.plusSeconds(70), WINDOW)).contains(NOW.plusSeconds(600));
    }

    @Test
    void networks_that_come_and_go_all_day_add_up_to_nothing() {
        var spending = Spending.NONE;
        for (int i = 0; i < 100; i++) {
            var now = NOW.plusSeconds(i * 6L);
            assertThat(spending.lost(now, WINDOW).prefixes()).isLessThanOrEqualTo(1);
            spending = spending.plus(prefixes(1), Extent.NOTHING, now, WINDOW)
                    .plus(Extent.NOTHING, prefixes(1), now.plusSeconds(3), WINDOW);
        }
    }

    @Test
    void a_fleet_that_has_just_grown_can_still_not_be_eaten_away() {
        var spending = Spending.NONE
                .plus(Extent.NOTHING, prefixes(1_000), NOW, WINDOW)
                .plus(prefixes(30), Extent.NOTHING, NOW.plusSeconds(60), WINDOW);
        assertThat(spending.lost(NOW.plusSeconds(61), WINDOW).prefixes()).isEqualTo(30);
    }

    @Test
    void what_comes_a_moment_before_a_loss_does_not_pay_for_it() {
        var spending = Spending.NONE
                .plus(prefixes(1), Extent.NOTHING, NOW, WINDOW)
                .plus(Extent.NOTHING, prefixes(1), NOW.plusSeconds(60), WINDOW)
                .plus(prefixes(1), Extent.NOTHING, NOW.plusSeconds(62), WINDOW);
        assertThat(spending.lost(NOW.plusSeconds(63), WINDOW).prefixes()).isEqualTo(1);
        // The loss that was paid for is forgotten; the one that was not still counts.
        assertThat(spending.lost(NOW.plusSeconds(601), WINDOW).prefixes()).isEqualTo(1);
    }

    @Test
    void what_comes_a_moment_after_a_loss_pays_for_it_and_for_what_was_lost_before() {
        var spending = Spending.NONE
                .plus(prefixes(2), Extent.NOTHING, NOW, WINDOW)
                .plus(prefixes(1), Extent.NOTHING, NOW.plusSeconds(60), WINDOW)
                .plus(Extent.NOTHING, prefixes(2), NOW.plusSeconds(62), WINDOW)
                .plus(prefixes(3), prefixes(3), NOW.plusSeconds(63), WINDOW);
        assertThat(spending.lost(NOW.plusSeconds(64), WINDOW).prefixes()).isEqualTo(1);
        assertThat(spending.lost(NOW.plusSeconds(601), WINDOW)).isEqualTo(Extent.NOTHING);
    }

    @Test
    void a_busy_fleet_does_not_make_it_long() {
        var spending = Spending.NONE;
        for (int i = 0; i < 60_000; i++) {
            spending = spending.plus(prefixes(1), Extent.NOTHING, NOW.plusMillis(i * 10L), WINDOW);
        }
        assertThat(spending.slices()).hasSizeLessThanOrEqualTo(121);
        assertThat(spending.lost(NOW.plusSeconds(600), WINDOW).prefixes()).isBetween(59_000, 60_000);
    }

    private static Extent sessions(int number) {
        return new Extent(number, 0);
    }

    private static Extent prefixes(int number) {
        return new Extent(0, number);
    }
}
