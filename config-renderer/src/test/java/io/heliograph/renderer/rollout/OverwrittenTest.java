package io.heliograph.renderer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import io.heliograph.renderer.rollout.Echo.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OverwrittenTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Place PLACE = new Place(new ClusterId("lab"), NodeId.parse("reflector/rr01"));
    private static final Revision OLD = Revision.of("old");
    private static final Revision SENT = Revision.of("sent");
    private static final Shape SHAPE = new Shape(SENT, 0, 7, new TreeMap<>());

    private final Map<NodeId, Given> bus = new HashMap<>();
    private final Overwritten overwritten =
            new Overwritten(new Echo(node -> Optional.ofNullable(bus.get(node)), Map::of));

    private void says(Revision revision, long generation) {
        bus.put(PLACE.node(), new Given(revision, generation, Optional::empty));
    }

    private boolean isWrong(Instant now) {
        return overwritten.look(Map.of(PLACE, SHAPE), now).contains(PLACE);
    }

    @Test
    void one_of_the_past_is_noticed_at_once() {
        says(SENT, 7);
        assertThat(isWrong(NOW)).isFalse();
        says(OLD, 6);
        assertThat(isWrong(NOW.plusSeconds(2))).isTrue();
    }

    @Test
    void the_same_text_under_a_lower_number_is_of_the_past_too() {
        says(SENT, 6);
        assertThat(isWrong(NOW)).isTrue();
    }

    @Test
    void one_that_nobody_counted_or_none_at_all_is_noticed() {
        says(OLD, 0);
        assertThat(isWrong(NOW)).isTrue();
        bus.clear();
        assertThat(isWrong(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void another_renderer_that_counts_on_is_not_outbid() {
        says(OLD, 8);
        assertThat(isWrong(NOW)).isFalse();
    }

    @Test
    void what_was_just_sent_has_time_to_come_back() {
        says(OLD, 6);
        overwritten.sent(PLACE, NOW);
        assertThat(isWrong(NOW.plusSeconds(4))).isFalse();
        assertThat(isWrong(NOW.plusSeconds(5))).isTrue();
    }

    @Test
    void somebody_who_always_has_the_last_word_is_answered_less_and_less_often() {
        int times = 0;
        for (int second = 0; second < 3600; second++) {
            var now = NOW.plusSeconds(second);
            says(OLD, 6);
            if (isWrong(now)) {
                times++;
                overwritten.sent(PLACE, now);
                says(SENT, 7);
                assertThat(isWrong(now)).isFalse();
            }
        }
        assertThat(times).isBetween(28, 36);
    }

    @Test
    void after_a_while_of_peace_it_is_answered_at_once_again() {
        says(OLD, 6);
        assertThat(isWrong(NOW)).isTrue();
        says(SENT, 7);
        assertThat(isWrong(NOW.plusSeconds(1))).isFalse();
        var later = NOW.plus(Duration.ofMinutes(5));
        assertThat(isWrong(later)).isFalse();
        says(OLD, 6);
        assertThat(isWrong(later)).isTrue();
        assertThat(isWrong(later.plusSeconds(10)))
                .as("ten seconds after the first")
                .isTrue();
    }

    @Test
    void who_was_left_or_is_about_to_be_sent_it_again_is_not_looked_at() {
        says(OLD, 6);
        assertThat(overwritten.look(Map.of(PLACE, SHAPE.left()), NOW)).isEmpty();
        assertThat(overwritten.look(Map.of(PLACE, SHAPE.again()), NOW)).isEmpty();
    }

    @Test
    void what_the_bus_rightly_said_is_known_when_it_says_something_else() {
        says(SENT, 7);
        assertThat(isWrong(NOW)).isFalse();
        var right = Optional.ofNullable(bus.get(PLACE.node()));
        says(OLD, 6);
        assertThat(overwritten.asSent(PLACE, SHAPE)).isEqualTo(right);
        assertThat(overwritten.asSent(PLACE, new Shape(OLD, 0, 9, new TreeMap<>())))
                .isEmpty();
    }
}
