package io.heliograph.birdcontrol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplyCodeTest {
    @Test
    void progress_is_not_failure() {
        assertThat(ReplyCode.kindOf(3)).isEqualTo(ReplyCode.Kind.SUCCESS);
        assertThat(ReplyCode.kindOf(4)).isEqualTo(ReplyCode.Kind.SUCCESS);
        assertThat(ReplyCode.kindOf(5)).isEqualTo(ReplyCode.Kind.SUCCESS);
        assertThat(ReplyCode.kindOf(22)).isEqualTo(ReplyCode.Kind.PROGRESS);
        assertThat(ReplyCode.kindOf(8002)).isEqualTo(ReplyCode.Kind.ERROR);
    }

    @Test
    void a_number_of_a_later_bird_has_the_meaning_of_its_range() {
        assertThat(ReplyCode.of(1999)).isEmpty();
        assertThat(ReplyCode.kindOf(1999)).isEqualTo(ReplyCode.Kind.TABLE);
        assertThat(ReplyCode.kindOf(8999)).isEqualTo(ReplyCode.Kind.ERROR);
        assertThat(ReplyCode.kindOf(99)).isEqualTo(ReplyCode.Kind.SUCCESS);
    }

    @Test
    void every_error_is_above_eight_thousand() {
        assertThat(Arrays.stream(ReplyCode.values()).filter(code -> code.kind() == ReplyCode.Kind.ERROR))
                .allMatch(code -> code.number() >= 8000);
    }

    @Test
    void versions_that_crash_or_are_past_their_life_are_not_supported() {
        assertThat(BirdVersion.in("BIRD 1.6.8 ready.").orElseThrow().isSupported())
                .isFalse();
        assertThat(BirdVersion.in("BIRD 2.0.7 ready.").orElseThrow().isSupported())
                .isFalse();
        assertThat(BirdVersion.in("BIRD 2.0.12 ready.").orElseThrow().isSupported())
                .isTrue();
        assertThat(BirdVersion.in("BIRD 2.18 ready.").orElseThrow().isSupported())
                .isTrue();
        assertThat(BirdVersion.in("BIRD 3.0.1 ready.").orElseThrow().isSupported())
                .isFalse();
        assertThat(BirdVersion.in("BIRD 3.1.8 ready.").orElseThrow().isSupported())
                .isTrue();
        assertThat(BirdVersion.in("BIRD version 3.4.0").orElseThrow().isSupported())
                .isTrue();
        assertThat(BirdVersion.in("hello")).isEmpty();
    }
}
