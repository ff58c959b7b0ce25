package io.heliograph.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResumeTokenTest {
    @Test
    void isReadAsItWasWritten() {
        var token = new ResumeToken(
                Map.of(EventKind.TRANSITIONS, List.of(4L, 0L, 17L), EventKind.DEAD_LETTERS, List.of(3L)));

        assertThat(token).hasToString("v1,transitions:4.0.17,dead-letters:3");
        assertThat(ResumeToken.parse(token.toString())).contains(token);
    }

    @Test
    void goesOnBehindTheRecordThatWasRead() {
        var token = ResumeToken.NOTHING_READ.with(EventKind.APPLIES, 2, 8).with(EventKind.APPLIES, 0, 1);

        assertThat(token).hasToString("v1,applies:1.0.8");
        assertThat(token.next(EventKind.APPLIES, 2)).isEqualTo(8);
        assertThat(token.next(EventKind.APPLIES, 3))
                .as("a partition that is new")
                .isZero();
        assertThat(token.next(EventKind.ROUTES, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v1,",
                "v2,applies:1",
                "v1,nothing:1",
                "v1,applies:",
                "v1,applies:-1",
                "v1,applies:1.",
                "v1,applies:1,applies:2",
                "v1,applies:9999999999999999999",
                "2026-03-01T12:00:00Z"
            })
    void anythingElseIsNone(String text) {
        assertThat(ResumeToken.parse(text)).isEmpty();
    }
}
