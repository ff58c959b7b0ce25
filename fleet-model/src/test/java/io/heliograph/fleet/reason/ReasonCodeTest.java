package io.heliograph.fleet.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonCodeTest {
    private static final Pattern ARGUMENT = Pattern.compile("%(.)\\$s");
    private static final int MOST_ARGUMENTS = 6;

    @ParameterizedTest
    @EnumSource
    void message_and_mend_are_sentences_over_the_same_arguments(ReasonCode code) {
        var arguments = new Object[highest(code.message())];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = "<" + (i + 1) + ">";
        }

        var reason = Reason.of(code, arguments);

        assertThat(reason.message()).endsWith(".").doesNotContain("%", "null");
        assertThat(reason.mend()).isNotBlank().endsWith(".").doesNotContain("%");
        for (var argument : arguments) {
            assertThat(reason.message() + reason.mend()).contains((String) argument);
        }
        assertThat(highest(code.mend())).isLessThanOrEqualTo(highest(code.message()));
    }

    @ParameterizedTest
    @EnumSource
    void every_percent_sign_is_a_numbered_argument(ReasonCode code) {
        assertThat(ARGUMENT.matcher(code.message() + code.mend()).replaceAll(""))
                .doesNotContain("%");
    }

    @ParameterizedTest
    @EnumSource
    void a_title_is_a_short_line(ReasonCode code) {
        assertThat(code.title()).isNotBlank().hasSizeLessThan(50).doesNotEndWith(".");
        assertThat(code.name()).matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
        assertThat(code.showsAfter()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void titles_tell_the_reasons_apart() {
        assertThat(Arrays.stream(ReasonCode.values()).map(ReasonCode::title)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ReasonCode.values()).map(ReasonCode::message)).doesNotHaveDuplicates();
    }

    private static int highest(String pattern) {
        return ARGUMENT.matcher(pattern)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .peek(number -> assertThat(number).isBetween(1, MOST_ARGUMENTS))
                .max()
                .orElse(0);
    }
}
