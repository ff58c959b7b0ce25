package io.heliograph.fleet.reason;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void reads_as_code_what_happened_and_what_to_do() {
        assertThat(Reason.of(ReasonCode.PREFIX_TAKEN, "2001:db8:7::/64", "docker12", "2001:db8:7::/64", "docker07"))
                .hasToString(
                        "PREFIX_TAKEN: 2001:db8:7::/64 is reported by docker12 and overlaps 2001:db8:7::/64 held by"
                                + " docker07, which keeps it. Give docker12 a prefix of its own.");
    }

    @Test
    void what_came_from_outside_cannot_rewrite_the_line_it_is_in() {
        var reason = Reason.of(ReasonCode.NAME_INVALID, "a\nb\u001b[2J\u202ec\u2028d\u0000");

        assertThat(reason.message()).isEqualTo("'a\ufffdb\ufffd[2J\ufffdc\ufffdd\ufffd' is not a usable name.");
    }

    @Test
    void a_long_argument_is_cut_but_never_within_a_character() {
        var reason = Reason.of(ReasonCode.NAME_INVALID, "x".repeat(199) + "\ud83d\ude00" + "y".repeat(10_000));

        assertThat(reason.message()).hasSizeLessThan(300).contains("\ud83d\ude00…");
        assertThat(Reason.of(ReasonCode.NAME_INVALID, "\ud83d").message()).startsWith("'\ufffd'");
    }

    @Test
    void a_percent_sign_in_a_value_is_only_shown() {
        assertThat(Reason.of(ReasonCode.NAME_INVALID, "%n%1$s%x").message()).startsWith("'%n%1$s%x'");
    }
}
