package io.heliograph.birdcontrol.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.text.Block;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintTest {
    private static final NodeId REFLECTOR = NodeId.parse("reflector/rr01");
    private static final NodeId HOST = NodeId.parse("host/docker01");
    private static final String GOOD = """
            router id 192.0.2.1;
            define AGGREGATES = [ fd00:c0de::/32{48,64} ];
            protocol bgp u_afede289cb60 { description "router1";
            	local fd00::11 as 65001; neighbor fd00::1 as 65000;
            	ipv6 { import where net = ::/0; export where net ~ AGGREGATES; };
            }
            template bgp host_session {
            	local fd00::11 as 65001; passive on; rr client;
            	ipv6 { import none; export where net ~ AGGREGATES; };
            }
            protocol bgp h_13c9895c0211 from host_session { description "docker01";
            	neighbor fd00::101 as 65001;
            	ipv6 { import where net ~ [ fd00:c0de:1::/64{64,64} ]; };
            }
            protocol bgp h_000000000002 from host_session { description "docker02";
            	neighbor fd00::102 as 65001;
            }
            # END node=reflector/rr01 peers=3
            """;

    private static List<Finding> check(NodeId node, String text) {
        return Lint.check(node, Revision.of(text), ConfigText.read(text), ConfigText.EMPTY);
    }

    private static void refuses(NodeId node, String text, ReasonCode code) {
        assertThat(check(node, text))
                .extracting(finding -> finding.reason().code())
                .contains(code);
    }

    private static void refuses(String from, String to, ReasonCode code) {
        assertThat(GOOD).contains(from);
        refuses(REFLECTOR, GOOD.replace(from, to), code);
    }

    private static void blames(String from, String to, String host) {
        assertThat(check(REFLECTOR, GOOD.replace(from, to)))
                .first()
                .extracting(
                        finding -> finding.session().flatMap(Block::description).orElse("nobody"))
                .isEqualTo(host);
    }

    /// The reflector of a cluster below is a client, too, with its cluster's aggregates for hosts' prefixes.
    @Test
    void a_cluster_below_may_announce_what_is_accepted_of_it_everywhere_and_no_more() {
        var below = """
                protocol bgp r_13c9895c0211 { description "rr11";
                	local fd00::11 as 65001; neighbor fd00::21 as 65001; passive on; rr client;
                	ipv6 { import keep filtered on; import where net ~ [ fd00:1::/32{48,64} ]; export none; };
                }
                # END node=reflector/rr01 peers=4
                """;
        var text = GOOD.replace("fd00:c0de::/32{48,64} ]", "fd00:c0de::/32{48,64}, fd00:1::/32{48,64} ]")
                .replace("# END node=reflector/rr01 peers=3\n", below);

        assertThat(check(REFLECTOR, text)).isEmpty();
        for (var wide : List.of("fd00:2::/32{48,64}", "fd00:1::/32{32,64}", "fd00:1::/32{48,128}", "::/0")) {
            var refused = text.replace("net ~ [ fd00:1::/32{48,64} ]", "net ~ [ " + wide + " ]");
            refuses(REFLECTOR, refused, ReasonCode.CONFIG_BROAD_SET);
        }
        refuses(
                REFLECTOR,
                text.replace("import where net ~ [ fd00:1::/32{48,64} ]", "import all"),
                ReasonCode.CONFIG_BROAD_SET);
        refuses(REFLECTOR, text.replace("r_13c9895c0211", "h_13c9895c0212"), ReasonCode.CONFIG_BROAD_SET);
    }

    @Test
    void a_good_text_passes() {
        assertThat(check(REFLECTOR, GOOD)).isEmpty();
    }

    @Test
    void a_reflector_without_peers_must_say_that_it_means_it() {
        refuses(REFLECTOR, "router id 192.0.2.1;\n", ReasonCode.CONFIG_NO_PEERS);
        refuses(REFLECTOR, "", ReasonCode.CONFIG_NO_PEERS);
        assertThat(check(REFLECTOR, "router id 192.0.2.1;\n# END node=reflector/rr01 peers=0\n"))
                .isEmpty();
        assertThat(check(HOST, "router id 192.0.2.1;\n")).isEmpty();
    }

    @Test
    void a_text_that_was_cut_is_refused() {
        refuses("peers=3", "peers=4", ReasonCode.CONFIG_TRUNCATED);
    }

    @Test
    void two_sessions_with_one_neighbour_are_refused_and_the_second_is_named() {
        refuses("neighbor fd00::102", "neighbor fd00::101", ReasonCode.CONFIG_DUPLICATE_NEIGHBOR);
        blames("neighbor fd00::102", "neighbor fd00::101", "docker02");
    }

    @Test
    void a_session_with_itself_is_refused() {
        refuses("neighbor fd00::102", "neighbor fd00::11", ReasonCode.CONFIG_SELF_NEIGHBOR);
        blames("neighbor fd00::102", "neighbor fd00::11", "docker02");
    }

    @Test
    void an_empty_set_is_refused() {
        refuses("[ fd00:c0de:1::/64{64,64} ]", "[ ]", ReasonCode.CONFIG_EMPTY_SET);
        refuses("[ fd00:c0de::/32{48,64} ]", "[]", ReasonCode.CONFIG_EMPTY_SET);
        blames("[ fd00:c0de:1::/64{64,64} ]", "[ ]", "docker01");
    }

    @Test
    void a_host_may_announce_subnets_of_a_block_that_is_a_part_of_an_aggregate() {
        assertThat(check(
                        REFLECTOR,
                        GOOD.replace(
                                "where net ~ [ fd00:c0de:1::/64{64,64} ]", "where net ~ [ fd00:c0de:1::/56{56,64} ]")))
                .isEmpty();
    }

    @Test
    void a_host_may_announce_exactly_the_prefixes_that_its_session_names() {
        for (var wide : List.of(
                "where net ~ [ fd00:c0de:1::/64{64,128} ]",
                "where net ~ [ fd00:c0de:1::/64+ ]",
                "where net ~ [ fd00:c0de:1::/64- ]",
                "where net ~ [ fd00:c0de:1::/64{48,64} ]",
                "where net ~ [ fd00:c0de:1::/64, ::/0 ]",
                "where net ~ [ ::/0+ ]",
                "where net ~ [ fd00:c0de::/32{48,64} ]",
                "where net ~ [ fd00:dead:1::/56{56,64} ]",
                "where net ~ [ 0.0.0.0/0 ]",
                "where net ~ AGGREGATES",
                "where net ~ fd00:c0de:1::/64",
                "where source = RTS_BGP",
                "filter { if net.len = 64 then accept; reject; }",
                "all")) {
            refuses("where net ~ [ fd00:c0de:1::/64{64,64} ]", wide, ReasonCode.CONFIG_BROAD_SET);
            blames("where net ~ [ fd00:c0de:1::/64{64,64} ]", wide, "docker01");
        }
        assertThat(check(
                        REFLECTOR,
                        GOOD.replace(
                                "where net ~ [ fd00:c0de:1::/64{64,64} ]",
                                "filter { if net ~ [ fd00:c0de:1::/64 ] then accept; reject; }")))
                .isEmpty();
    }

    @Test
    void nobody_matches_every_prefix_where_the_default_route_is_meant() {
        refuses("net = ::/0", "net ~ ::/0", ReasonCode.CONFIG_BROAD_SET);
        refuses("net = ::/0", "net ~ [ ::/0+ ]", ReasonCode.CONFIG_BROAD_SET);
        refuses("fd00:c0de::/32{48,64}", "fd00:c0de::/32{16,64}", ReasonCode.CONFIG_BROAD_SET);
        assertThat(check(REFLECTOR, GOOD.replace("net = ::/0", "net ~ [ ::/0 ]")))
                .isEmpty();
        refuses(HOST, "protocol static announced { ipv6; route ::/0 blackhole; }", ReasonCode.CONFIG_BROAD_SET);
    }

    @Test
    void a_session_without_a_channel_is_refused() {
        refuses(
                REFLECTOR,
                "protocol bgp x { local fd00::11 as 65001; neighbor fd00::1 as 65001; }\n",
                ReasonCode.CONFIG_NO_CHANNEL);
    }

    @Test
    void a_channel_without_import_and_export_is_refused() {
        refuses("export where net ~ AGGREGATES; };\n}\nprotocol", "};\n}\nprotocol", ReasonCode.CONFIG_IMPLICIT_POLICY);
        refuses("import where net = ::/0; ", "", ReasonCode.CONFIG_IMPLICIT_POLICY);
        refuses("import none; ", "import limit 5 action block; ", ReasonCode.CONFIG_IMPLICIT_POLICY);
        blames("import where net = ::/0; ", "", "router1");
    }

    @Test
    void a_host_that_waits_for_its_reflector_is_refused() {
        var session = """
                protocol bgp r_fa037d51e7ea { local fd00::101 as 65001; neighbor fd00::11 as 65001; %s
                	ipv6 { import all; export all; }; }
                """;
        assertThat(check(HOST, session.formatted("passive off;"))).isEmpty();
        refuses(HOST, session.formatted("passive on;"), ReasonCode.CONFIG_BOTH_PASSIVE);
        refuses(HOST, session.formatted("passive;"), ReasonCode.CONFIG_BOTH_PASSIVE);
    }

    @Test
    void equal_router_ids_are_refused() {
        refuses("router id 192.0.2.1;", "router id 192.0.2.1; router id 192.0.2.2;", ReasonCode.CONFIG_ROUTER_ID_CLASH);
        refuses("neighbor fd00::102", "neighbor 192.0.2.1", ReasonCode.CONFIG_ROUTER_ID_CLASH);
    }

    @Test
    void an_include_must_name_its_file() {
        refuses(REFLECTOR, "include \"clients/*.conf\";\n" + GOOD, ReasonCode.CONFIG_INCLUDE_PATTERN);
        refuses(REFLECTOR, "include \"clients/[ab].conf\";\n" + GOOD, ReasonCode.CONFIG_INCLUDE_PATTERN);
        assertThat(check(REFLECTOR, "include \"secrets.conf\";\n" + GOOD)).isEmpty();
    }

    @Test
    void an_import_table_is_refused() {
        refuses("import none; ", "import none; import table on; ", ReasonCode.CONFIG_IMPORT_TABLE);
        assertThat(check(REFLECTOR, GOOD.replace("import none; ", "import none; import table off; ")))
                .isEmpty();
    }

    @Test
    void what_was_found_good_is_not_looked_at_again_unless_its_surroundings_changed() {
        var good = ConfigText.read(GOOD);
        var next = GOOD.replace("docker02", "docker2");
        assertThat(Lint.check(REFLECTOR, Revision.of(next), ConfigText.read(next, good), good))
                .isEmpty();
        var hollow = GOOD.replace("import none; export where net ~ AGGREGATES;", "");
        assertThat(Lint.check(REFLECTOR, Revision.of(hollow), ConfigText.read(hollow, good), good))
                .extracting(finding -> finding.reason().code())
                .contains(ReasonCode.CONFIG_IMPLICIT_POLICY);
    }

    @Test
    void a_finding_says_where() {
        var finding = check(REFLECTOR, GOOD.replace("[ fd00:c0de:1::/64{64,64} ]", "[ ]"))
                .getFirst();
        assertThat(finding.line()).isEqualTo(13);
        assertThat(finding.reason().message()).contains("h_13c9895c0211 (docker01)");
    }
}
