package io.heliograph.fleet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Change FIRST = new Change(NOW, "alice", "first").following(Optional.empty());

    @Test
    void theFirstIsCountedByTheClock() {
        assertThat(FIRST.number()).contains(NOW.toEpochMilli());
    }

    @Test
    void aClockThatGoesBackDoesNotCountBack() {
        var next = new Change(NOW.minusSeconds(60), "alice", "next").following(Optional.of(FIRST));
        assertThat(next.number()).contains(NOW.toEpochMilli() + 1);
        assertThat(next.isAfter(FIRST)).isTrue();
        assertThat(FIRST.isAfter(next)).isFalse();
    }

    @Test
    void aClockThatGoesOnCountsOn() {
        var later = new Change(NOW.plusSeconds(60), "alice", "later").following(Optional.of(FIRST));
        assertThat(later.number()).contains(NOW.plusSeconds(60).toEpochMilli());
    }

    @Test
    void whatWasNotCountedGoesByTheClock() {
        var uncounted = new Change(NOW.plusSeconds(1), "alice", "before anybody counted");
        assertThat(uncounted.isAfter(FIRST)).isTrue();
        assertThat(FIRST.isAfter(uncounted)).isFalse();
        assertThat(uncounted.following(Optional.of(uncounted)).number())
                .contains(NOW.plusSeconds(1).toEpochMilli());
    }
}
