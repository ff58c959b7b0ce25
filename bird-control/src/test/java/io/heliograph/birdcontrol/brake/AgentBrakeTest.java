package io.heliograph.birdcontrol.brake;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.Prefix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentBrakeTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    private static final AgentBrake BRAKE = new AgentBrake(BrakeLimits.USUAL);
    private static final String HEAD = """
            router id 192.0.2.1;
            template bgp host_session { local fd00::11 as 65001; passive on; rr client; hold time 9;
              ipv6 { import none; export all; }; }
            """;

    private static String host(int number) {
        return """
                protocol bgp h_%d from host_session { neighbor fd00::1:%d as 65001;
                  ipv6 { import where net ~ [ fd00:c0de:%d::/64{64,64} ]; }; }
                """.formatted(number, number, number);
    }

    /// A reflector with hosts `from` to `to`.
    private static String reflector(int from, int to) {
        return HEAD
                + IntStream.rangeClosed(from, to).mapToObj(AgentBrakeTest::host).collect(Collectors.joining());
    }

    private static Set<String> up(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "h_" + number).collect(Collectors.toSet());
    }

    private static Cost cost(String before, String after, Set<String> up) {
        var old = ConfigText.read(before);
        return Cost.between(old, ConfigText.read(after, old), up, Optional.empty());
    }

    private static boolean goes(Cost cost, Losses losses) {
        return BRAKE.judge(cost, losses, NOW).isEmpty();
    }

    @Test
    void an_added_host_and_a_changed_filter_cost_nothing() {
        assertThat(cost(reflector(1, 20), reflector(1, 30), up(1, 20)).isNothing())
                .isTrue();
        var more = reflector(1, 20).replace("fd00:c0de:7::/64{64,64}", "fd00:c0de:7::/64{64,64}, fd00:c0de:99::/64");
        assertThat(cost(reflector(1, 20), more, up(1, 20)).isNothing()).isTrue();
    }

    @Test
    void what_is_removed_and_what_starts_again_is_counted_where_it_is_up() {
        var removed = cost(reflector(1, 20), reflector(4, 20), up(2, 20));
        assertThat(removed.sessions()).containsExactlyInAnyOrder("h_2", "h_3");
        assertThat(removed.prefixes()).hasSize(3);
        var restarted = cost(reflector(1, 20), reflector(1, 20).replace("hold time 9", "hold time 12"), up(1, 15));
        assertThat(restarted.sessions()).hasSize(15);
        assertThat(restarted.prefixes()).isEmpty();
        assertThat(cost(reflector(1, 3), reflector(1, 3).replace("192.0.2.1", "192.0.2.2"), up(1, 3))
                        .sessions())
                .hasSize(3);
        assertThat(cost(reflector(1, 3), reflector(1, 3).replace("export all", "export none"), up(1, 3))
                        .sessions())
                .as("a session over which nothing goes any more")
                .hasSize(3);
        assertThat(cost("", reflector(1, 3), Set.of("by_hand")).sessions()).containsExactly("by_hand");
    }

    /// Its prefixes are counted; its session goes on with those of the other family.
    @Test
    void a_session_whose_last_ipv4_prefix_goes_is_not_lost() {
        var both =
                reflector(1, 3).replace("; }; }\n", "; }; ipv4 { import where net ~ [ 10.128.1.0/24{24,24} ]; }; }\n");
        var one = both.replace("ipv4 { import where net ~ [ 10.128.1.0/24{24,24} ]", "ipv4 { import none");
        assertThat(one).isNotEqualTo(both);

        var cost = cost(both, one, up(1, 3));

        assertThat(cost.sessions()).isEmpty();
        assertThat(cost.prefixes()).containsExactly(Prefix.parse("10.128.1.0/24"));
        var none = one.replaceAll("import where net ~ [^;]*;", "import none;");
        assertThat(cost(one, none, up(1, 3)).sessions()).hasSize(3);
    }

    @Test
    void a_prefix_that_moves_to_another_session_is_not_lost() {
        var moved = reflector(1, 2)
                .replace("fd00:c0de:1:", "fd00:c0de:x:")
                .replace("fd00:c0de:2:", "fd00:c0de:1:")
                .replace("fd00:c0de:x:", "fd00:c0de:2:");
        assertThat(cost(reflector(1, 2), moved, up(1, 2)).isNothing()).isTrue();
    }

    @Test
    void a_fifth_and_at_least_five_is_the_limit() {
        assertThat(goes(cost(reflector(1, 20), reflector(5, 20), up(1, 20)), Losses.NONE))
                .as("4 of 20")
                .isTrue();
        assertThat(goes(cost(reflector(1, 20), reflector(6, 20), up(1, 20)), Losses.NONE))
                .as("5 of 20")
                .isFalse();
        assertThat(goes(cost(reflector(1, 25), reflector(6, 25), up(1, 25)), Losses.NONE))
                .as("5 of 25")
                .isTrue();
        assertThat(goes(cost(reflector(1, 4), HEAD, up(1, 4)), Losses.NONE))
                .as("4 of 4")
                .isTrue();
        assertThat(goes(cost(reflector(1, 5), HEAD, up(1, 5)), Losses.NONE))
                .as("5 of 5")
                .isFalse();
    }

    @Test
    void a_bird_whose_sessions_are_not_back_yet_loses_its_prefixes_all_the_same() {
        assertThat(goes(cost(reflector(1, 20), HEAD, Set.of()), Losses.NONE)).isFalse();
    }

    @Test
    void many_small_steps_in_a_short_time_are_one() {
        var losses = Losses.NONE;
        int left = 1;
        var at = NOW.minus(Duration.ofMinutes(9));
        while (true) {
            var step = cost(reflector(left, 20), reflector(left + 1, 20), up(left, 20));
            if (BRAKE.judge(step, losses, at).isPresent()) {
                break;
            }
            losses = BRAKE.recent(losses, at).after(step, at);
            left++;
            at = at.plusSeconds(1);
        }
        assertThat(left).as("hosts that went without a word").isEqualTo(5);
        var hold = BRAKE.judge(cost(reflector(5, 20), reflector(6, 20), up(5, 20)), losses, at)
                .orElseThrow();
        assertThat(hold.until())
                .get()
                .satisfies(until -> assertThat(until).isAfter(NOW).isBefore(NOW.plusSeconds(61)));
        assertThat(hold.what()).contains("1 of 16 sessions", "after 4 sessions and 4 prefixes in the last 10 minutes");
        assertThat(BRAKE.judge(
                        cost(reflector(5, 20), reflector(6, 20), up(5, 20)),
                        losses,
                        hold.until().get()))
                .isEmpty();
    }

    @Test
    void a_change_that_costs_nothing_goes_whatever_was_lost_before() {
        var before = Losses.NONE.after(cost(reflector(1, 20), HEAD, up(1, 20)), NOW);
        assertThat(goes(cost(reflector(1, 2), reflector(1, 3), up(1, 2)), before))
                .isTrue();
    }

    @Test
    void hosts_that_leave_one_by_one_over_hours_are_let_go() {
        var losses = Losses.NONE;
        var at = NOW;
        for (int left = 1; left <= 20; left++) {
            var step = cost(reflector(left, 20), reflector(left + 1, 20), up(left, 20));
            assertThat(BRAKE.judge(step, losses, at)).isEmpty();
            losses = BRAKE.recent(losses, at).after(step, at);
            at = at.plus(Duration.ofMinutes(4));
        }
    }

    @Test
    void a_prefix_that_comes_and_goes_is_one_prefix() {
        var losses = Losses.NONE;
        for (int i = 0; i < 30; i++) {
            var gone = cost(reflector(1, 20), reflector(2, 20), Set.of());
            assertThat(BRAKE.judge(gone, losses, NOW)).isEmpty();
            losses = losses.after(gone, NOW);
            losses = losses.after(cost(reflector(2, 20), reflector(1, 20), Set.of()), NOW);
        }
        assertThat(losses.prefixes()).isEmpty();
    }

    @Test
    void networks_that_come_and_go_all_day_add_up_to_nothing_and_are_no_credit() {
        var losses = Losses.NONE;
        var none = networks(0);
        for (int number = 1; number <= 30; number++) {
            var one = none.replace("ipv6;", "ipv6; route fd00:c0de:" + number + "::/64 blackhole;");
            losses = losses.after(cost(none, one, Set.of()), NOW);
            var gone = cost(one, none, Set.of());
            assertThat(BRAKE.judge(gone, losses, NOW)).isEmpty();
            losses = losses.after(gone, NOW);
        }
        assertThat(losses.prefixes()).hasSize(1);

        var grown = losses.after(cost(none, networks(9), Set.of()), NOW);
        assertThat(BRAKE.judge(cost(networks(9), none, Set.of()), grown, NOW)).isPresent();
    }

    private static String networks(int count) {
        return "protocol static announced { ipv6;"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(number -> " route fd00:c0de:" + number + "::/64 blackhole;")
                        .collect(Collectors.joining())
                + " }\n";
    }

    @Test
    void what_docker_itself_has_not_any_more_is_not_lost_by_a_configuration() {
        var before = ConfigText.read(networks(10));
        var after = ConfigText.read(networks(2), before);
        var two = Set.of(Prefix.parse("fd00:c0de:1::/64"), Prefix.parse("fd00:c0de:2::/64"));
        assertThat(goes(Cost.between(before, after, Set.of(), Optional.of(two)), Losses.NONE))
                .isTrue();
        assertThat(goes(Cost.between(before, after, Set.of(), Optional.empty()), Losses.NONE))
                .isFalse();
        var all = Set.copyOf(before.items().getFirst().block().prefixes());
        assertThat(goes(Cost.between(before, after, Set.of(), Optional.of(all)), Losses.NONE))
                .isFalse();
    }

    @Test
    void losses_are_kept_as_lines_and_a_damaged_line_says_nothing() {
        var losses = Losses.NONE.after(cost(reflector(1, 20), reflector(3, 20), up(1, 20)), NOW);
        assertThat(Losses.parse(losses.lines())).isEqualTo(losses);
        assertThat(Losses.parse(List.of("", "x session y", NOW + " prefix fd00::1/64", NOW + " session h_1 z")))
                .isEqualTo(Losses.NONE);
    }
}
