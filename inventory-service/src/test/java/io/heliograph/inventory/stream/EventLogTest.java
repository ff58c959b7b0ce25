package io.heliograph.inventory.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.inventory.stream.Board.Kind;
import io.heliograph.inventory.stream.Board.News;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    private final EventLog log = new EventLog("a1", 3);

    private static News news(String key) {
        return new News(Kind.HOST, key, Optional.of(key));
    }

    private void five() {
        List.of("one", "two", "three", "four", "five").forEach(key -> log.append(List.of(news(key))));
    }

    @Test
    void who_was_away_for_a_moment_is_told_what_came_since() {
        five();
        assertThat(log.lastId()).isEqualTo("a1-5");
        assertThat(log.since("a1-3").orElseThrow())
                .extracting(event -> event.news().key())
                .containsExactly("four", "five");
        assertThat(log.since("a1-5")).contains(List.of());
        assertThat(log.since("a1-2").orElseThrow()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1-1", "a1-6", "b2-4", "a1-", "a1-x", "", "a14"})
    void who_cannot_be_told_all_of_it_reads_anew(String id) {
        five();
        assertThat(log.since(id)).isEmpty();
    }

    @Test
    void a_board_tells_what_is_new_changed_and_gone() {
        var before = new Board(java.util.Map.of(Kind.HOST, java.util.Map.of("a", "1", "b", "1", "c", "1")));
        var after = new Board(java.util.Map.of(Kind.HOST, java.util.Map.of("a", "1", "b", "2", "d", "1")));
        assertThat(before.news(after))
                .containsExactlyInAnyOrder(
                        new News(Kind.HOST, "b", Optional.of("2")),
                        new News(Kind.HOST, "d", Optional.of("1")),
                        new News(Kind.HOST, "c", Optional.empty()));
        assertThat(after.news(after)).isEmpty();
    }
}
