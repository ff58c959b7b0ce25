package io.heliograph.birdcontrol.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultSearchTest {
    private int probes;

    private static String text(int hosts, String extra) {
        return "router id 192.0.2.1;\n" + extra
                + IntStream.rangeClosed(1, hosts)
                        .mapToObj(number -> """
                                protocol bgp h_%d from host_session {
                                	description "docker%d";
                                	neighbor fd00::%d;
                                }

                                """.formatted(number, number, number))
                        .collect(Collectors.joining())
                + "# END peers=" + hosts + "\n";
    }

    /// Stands in for BIRD: a text with `BAD` in it is not read.
    private FaultSearch.Next search(String text, int line) {
        probes = 0;
        var next = FaultSearch.begin(text, line);
        while (next instanceof FaultSearch.Next.Ask(var search, var part)) {
            probes++;
            assertThat(part.lines().count())
                    .as("lines stay where they are")
                    .isEqualTo(text.lines().count());
            next = search.answered(!part.contains("BAD"));
        }
        return next;
    }

    private static String blamed(FaultSearch.Next next) {
        return next instanceof FaultSearch.Next.Found(var protocol, var peer)
                ? protocol + " " + peer.orElse("?")
                : next.toString();
    }

    @Test
    void the_line_that_bird_names_is_believed_once_it_was_tried() {
        var bad = text(1_000, "").replace("neighbor fd00::7;", "neighbor BAD;");
        int line = (int) bad.substring(0, bad.indexOf("BAD")).lines().count();
        assertThat(blamed(search(bad, line))).isEqualTo("h_7 docker7");
        assertThat(probes).isEqualTo(1);
    }

    @Test
    void a_line_that_misleads_is_found_out_by_halving() {
        var bad = text(10_000, "").replace("neighbor fd00::7777;", "neighbor BAD;");
        for (int line : new int[] {0, 1, 42}) {
            assertThat(blamed(search(bad, line))).isEqualTo("h_7777 docker7777");
            assertThat(probes).isLessThan(32);
        }
    }

    @Test
    void of_several_one_is_found_and_the_rest_next_time() {
        var bad = text(100, "")
                .replace("neighbor fd00::7;", "BAD;")
                .replace("neighbor fd00::77;", "BAD;")
                .replace("neighbor fd00::78;", "BAD;");
        assertThat(search(bad, 0)).isInstanceOf(FaultSearch.Next.Found.class);
        assertThat(blamed(search(bad, 0))).containsAnyOf("docker7", "docker77", "docker78");
    }

    @Test
    void what_is_no_sessions_fault_is_nobodys() {
        assertThat(search(text(100, "define X = BAD;\n"), 2)).isInstanceOf(FaultSearch.Next.Nobody.class);
        assertThat(probes).isEqualTo(1);
        assertThat(search("BAD", 1)).isInstanceOf(FaultSearch.Next.Nobody.class);
    }

    @Test
    void a_brace_too_many_or_too_few_does_not_hide_the_block() {
        var bad = text(10, "").replace("neighbor fd00::3;\n}", "neighbor BAD; { [ \"");
        assertThat(blamed(search(bad, 0))).isEqualTo("h_3 docker3");
    }

    @Test
    void a_host_without_bird_has_a_block_as_well() {
        var bad = text(10, "protocol static h_0 {\n\tdescription \"docker0\";\n\troute BAD;\n}\n");
        assertThat(blamed(search(bad, 3))).isEqualTo("h_0 docker0");
    }

    @Test
    void the_block_of_a_host_s_ipv4_subnets_is_that_host_s() {
        var bad = text(10, "protocol static h_0_ipv4 {\n\tdescription \"docker0\";\n\troute BAD;\n}\n");
        assertThat(blamed(search(bad, 3))).isEqualTo("h_0 docker0");
    }

    @Test
    void it_comes_to_an_end_whatever_bird_answers() {
        var next = FaultSearch.begin(text(10_000, ""), 5);
        int asked = 0;
        while (next instanceof FaultSearch.Next.Ask(var search, var _)) {
            next = search.answered(asked++ == 1);
        }
        assertThat(asked).isLessThanOrEqualTo(ApplySettings.MAX_PROBES);
        assertThat(Optional.of(next)).isPresent();
    }
}
