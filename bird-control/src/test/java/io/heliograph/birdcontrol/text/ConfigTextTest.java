package io.heliograph.birdcontrol.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Prefix;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    private static final String TEXT = """
            # a comment { with a brace
            router id 192.0.2.1;
            define AGGREGATES = [ fd00:c0de::/32{48,64} ];
            log stderr { info, remote };

            template bgp host_session {
            	local fd00::11 as 65001;
            	passive on; rr client; /* two
            	lines */ hold time 9;
            	ipv6 { import none; export where net ~ AGGREGATES; };
            }

            protocol bgp h_13c9895c0211 from host_session {
            	description "docker{01";
            	neighbor fd00::101 as 65001;
            	ipv6 { import where net ~ [ fd00:c0de:1::/64{64,64}, fd00:c0de:2::/64 ]; };
            }
            protocol static s { ipv6; route fd00:c0de:9::/64 blackhole; }
            # END node=reflector/rr01 peers=1
            """;

    @Test
    void a_text_is_read_into_blocks_with_their_lines() {
        var text = ConfigText.read(TEXT);
        assertThat(text.items())
                .extracting(item -> item.line() + " " + item.block())
                .containsExactly(
                        "2 router id 192.0.2.1",
                        "3 define AGGREGATES = [ fd00:c0de::/32 { 48 , 64 } ]",
                        "4 log stderr",
                        "6 template bgp host_session",
                        "13 protocol bgp h_13c9895c0211 from host_session",
                        "18 protocol static s");
        assertThat(text.peersTold()).hasValue(1);
    }

    @Test
    void a_session_is_what_its_template_says_and_then_what_it_says_itself() {
        var text = ConfigText.read(TEXT);
        var session = text.session(text.session("h_13c9895c0211").orElseThrow());
        assertThat(text.neighbor(session.block())).contains("fd00::101");
        assertThat(text.local(session.block())).contains("fd00::11");
        assertThat(session.isPassive()).isTrue();
        assertThat(session.isClient()).isTrue();
        assertThat(session.policy("ipv6", "import"))
                .get()
                .matches(it -> it.word(1).equals("where"));
        assertThat(session.policy("ipv6", "export")).isPresent();
        assertThat(session.block().description()).contains("docker{01");
    }

    @Test
    void a_block_tells_the_prefixes_that_it_brings() {
        var text = ConfigText.read(TEXT);
        assertThat(text.items().stream()
                        .flatMap(item -> item.block().prefixes().stream())
                        .map(Prefix::toString))
                .containsExactly("fd00:c0de:1::/64", "fd00:c0de:2::/64", "fd00:c0de:9::/64");
    }

    @Test
    void what_did_not_change_is_the_same_block_wherever_it_stands() {
        var before = ConfigText.read(TEXT);
        var after = ConfigText.read("\n\n" + TEXT.replace("fd00:c0de:9", "fd00:c0de:8"), before);
        assertThat(after.session("h_13c9895c0211")).isEqualTo(before.session("h_13c9895c0211"));
        assertThat(after.context()).isEqualTo(before.context());
        assertThat(after.blocks()).isNotEqualTo(before.blocks());
    }

    @Test
    void what_bird_takes_over_in_a_running_session_leaves_its_mark_alone() {
        var before = ConfigText.read(TEXT);
        var filters = ConfigText.read(TEXT.replace("fd00:c0de:2::/64", "fd00:c0de:3::/64")
                .replace("docker{01", "docker02")
                .replace("export where net ~ AGGREGATES", "export all")
                .replace("import none;", "import none; import limit 5 action block;"));
        var timers = ConfigText.read(TEXT.replace("hold time 9", "hold time 12"));
        var tables = ConfigText.read(TEXT.replace("import none;", "import none; import table on;"));
        assertThat(mark(filters)).isEqualTo(mark(before));
        assertThat(mark(timers)).isNotEqualTo(mark(before));
        assertThat(mark(tables)).isNotEqualTo(mark(before));
    }

    private static Object mark(ConfigText text) {
        return text.session(text.session("h_13c9895c0211").orElseThrow()).mark();
    }

    @Test
    void no_text_is_too_broken_to_be_read() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var text = new StringBuilder(TEXT);
            for (int i = 0; i < 5; i++) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, "{}[]();\"'#/*~ \n".charAt(random.nextInt(15)));
            }
            var read = ConfigText.read(text.toString());
            read.sessions().forEach(item -> read.session(item.block()).mark());
        }
        var deep = IntStream.range(0, 100_000).mapToObj(_ -> "{").collect(Collectors.joining());
        assertThat(ConfigText.read("protocol bgp x " + deep).items()).hasSize(1);
        assertThat(ConfigText.read("template bgp a from a { ipv6; }\nprotocol bgp x from a { }")
                        .session("x"))
                .isPresent();
    }
}
