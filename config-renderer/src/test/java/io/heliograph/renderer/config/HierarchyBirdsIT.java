package io.heliograph.renderer.config;

import static io.heliograph.renderer.config.BirdTalk.await;
import static io.heliograph.renderer.config.BirdTalk.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.fleet.NodeId;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clusters above each other on real BIRDs: a host, the reflector of its rack, that of the core above it, and a router
/// of another AS above that; a second rack beside it.
class HierarchyBirdsIT {
    private static final Map<String, String> ADDRESSES = Map.of(
            "rr01", "fd00:f::11",
            "rr11", "fd00:f::21",
            "rr21", "fd00:f::31",
            "docker11", "fd00:f::111",
            "docker21", "fd00:f::121");
    private static final String UPSTREAM = """
            log stderr all;
            router id 192.0.2.1;
            timeformat protocol iso long ms;
            protocol device { }
            protocol static { ipv6; route ::/0 unreachable; }
            protocol bgp reflector1 { local fd00:f::1 as 65000; neighbor fd00:f::11 as 65001; direct; connect delay time 1;
              ipv6 { import all; export where source = RTS_STATIC; };
              ipv4 { extended next hop on; import all; export none; }; }
            """;

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_subnet_goes_up_through_both_clusters_and_what_is_not_the_child_s_does_not(BirdBinary binary)
            throws Exception {
        var texts = HierarchyFleet.texts();
        try (var link = new OneLink("h");
                var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00:f::1")), UPSTREAM);
                var core = start(binary, link, texts, "reflector/rr01");
                var rack1 = start(binary, link, texts, "reflector/rr11");
                var _ = start(binary, link, texts, "reflector/rr21");
                var host1 = start(binary, link, texts, "host/docker11");
                var host2 = start(binary, link, texts, "host/docker21")) {
            await(upstream, "show route for fd00:1:1::/64 all", text -> text.contains("via fd00:f::111"));
            await(upstream, "show route for fd00:2:1::/64 all", text -> text.contains("via fd00:f::121"));
            // The first rack asks for its parent's routes and the default; the second asks for neither.
            await(host1, "show route for fd00:2:1::/64 all", text -> text.contains("via fd00:f::121"));
            await(host1, "show route for ::/0", text -> text.contains("::/0") && text.contains("via fd00:f::1 "));
            assertThat(say(host2, "show route")).doesNotContain("fd00:1:1::/64").doesNotContain("::/0 ");
            await(upstream, "show route for 10.1.1.0/24 all", text -> text.contains("via fd00:f::111"));
            await(core, "show bfd sessions", text -> text.contains("fd00:f::21") && text.contains("Up"));
            assertThat(say(core, "show bfd sessions")).doesNotContain("fd00:f::31");
            whatIsNotItsOwnIsRefused(core, rack1, upstream);
            whoGoesIsGoneEverywhere(host1, upstream);
        }
    }

    /// The rack's reflector announces, as if it were a host's: a prefix that nobody was given, one of the other rack,
    /// one longer and one shorter than its cluster admits, and a default route.
    private static void whatIsNotItsOwnIsRefused(RealBird core, RealBird rack1, RealBird upstream) throws Exception {
        var file = rack1.configFolder().resolve("current/bird.conf");
        var text = Files.readString(file);
        var evil = text.replaceAll(
                        "export where source ~ \\[ RTS_BGP, RTS_STATIC \\] && net ~ AGGREGATES4?;", "export all;")
                + """
                protocol static evil { ipv6 { import filter { bgp_next_hop = fd00:f::111; accept; }; };
                  route fd00:9:1::/64 via fd00:f::111; route fd00:2:1::/64 via fd00:f::111;
                  route fd00:1:2:3::/80 via fd00:f::111; route fd00:1::/32 via fd00:f::111;
                  route fd00:1:7::/64 via fd00:f::111; route ::/0 via fd00:f::111; }
                protocol static evil4 { ipv4 { import filter { bgp_next_hop = fd00:f::111; accept; }; };
                  route 10.1.7.0/24 via fd00:f::111; route 10.0.7.0/24 via fd00:f::111; }
                """;
        Files.writeString(file, evil);
        assertThat(say(rack1, "configure")).contains("Reconfig");
        await(upstream, "show route for fd00:1:7::/64 all", route -> route.contains("via fd00:f::111"));
        await(upstream, "show route for 10.1.7.0/24 all", route -> route.contains("via fd00:f::111"));
        await(
                core,
                "show route filtered",
                refused -> refused.contains("fd00:9:1::/64")
                        && refused.contains("10.0.7.0/24")
                        && refused.contains("fd00:2:1::/64")
                        && refused.contains("fd00:1:2:3::/80")
                        && refused.contains("fd00:1::/32")
                        && refused.contains("::/0 "));
        var routes = say(upstream, "show route");
        assertThat(routes).doesNotContain("fd00:9:1::/64", "fd00:1:2:3::/80", "fd00:1::/32");
        assertThat(say(upstream, "show route for fd00:2:1::/64 all")).contains("via fd00:f::121");
        Files.writeString(file, text);
        assertThat(say(rack1, "configure")).contains("Reconfig");
        await(upstream, "show route", all -> !all.contains("fd00:1:7::/64"));
    }

    private static void whoGoesIsGoneEverywhere(RealBird host1, RealBird upstream) throws Exception {
        host1.stop();
        await(upstream, "show route", all -> !all.contains("fd00:1:1::/64"));
        assertThat(say(upstream, "show route")).contains("fd00:2:1::/64");
    }

    private static RealBird start(BirdBinary binary, OneLink link, Map<NodeId, RenderedConfig> texts, String node) {
        var name = node.substring(node.indexOf('/') + 1);
        var text = Objects.requireNonNull(texts.get(NodeId.parse(node)))
                .text()
                .replaceAll("connect delay time \\d+", "connect delay time 1");
        var namespace = link.node(name, Objects.requireNonNull(ADDRESSES.get(name)));
        return RealBird.start(binary, Optional.of(namespace), text);
    }
}
