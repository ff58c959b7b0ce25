package io.heliograph.renderer.config;

import static io.heliograph.renderer.config.BirdTalk.await;
import static io.heliograph.renderer.config.BirdTalk.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.fleet.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// IPv4 beside IPv6 on real BIRDs, as the golden folders have it: every node has an IPv6 address and no other.
class Ipv4BirdsIT {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String SUBNET1 = "10.128.1.0/24";
    private static final String SUBNET3 = "10.128.3.0/24";
    private static final String SUBNET4 = "10.128.4.0/24";

    private static final String UPSTREAM = """
            log stderr all;
            router id 192.0.2.1;
            timeformat protocol iso long ms;
            protocol device { }
            protocol kernel { ipv4 { import none; export where source = RTS_BGP; }; }
            protocol bgp reflector1 { local fd00::1 as 65000; neighbor fd00::11 as 65001; direct; connect delay time 1;
              ipv6 { import all; export none; };
              ipv4 { extended next hop on; import all; export none; }; }
            """;

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void an_ipv4_subnet_is_routed_by_its_host_s_ipv6_address(BirdBinary binary) throws Exception {
        var texts = Renderings.atTheEndOf(FleetLog.read(GOLDEN.resolve("IPv4 beside IPv6/log.jsonl")));
        try (var link = new OneLink("4");
                var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00::1")), UPSTREAM)) {
            link.node("docker04", "fd00::104");
            try (var reflector = start(binary, link, texts, "reflector/rr01", "fd00::11");
                    var host1 = start(binary, link, texts, "host/docker01", "fd00::101");
                    var host3 = start(binary, link, texts, "host/docker03", "fd00::103")) {
                await(upstream, "show route for " + SUBNET1 + " all", text -> text.contains("via fd00::101"));
                await(upstream, "show route for " + SUBNET3 + " all", text -> text.contains("via fd00::103"));
                await(upstream, "show route for " + SUBNET4 + " all", text -> text.contains("via fd00::104"));
                // To its neighbours the host is on the link.
                awaitKernel(link, "up", SUBNET1, "via inet6 fd00::101 dev eth0", upstream);
                awaitKernel(link, "docker03", SUBNET1, "via inet6 fd00::101 dev eth0", host3);
                awaitKernel(link, "docker01", SUBNET4, "via inet6 fd00::104 dev eth0", host1);
                await(upstream, "show route for fd00:c0de:1::/64", text -> text.contains("via fd00::101"));
                assertThat(say(reflector, "show route for " + SUBNET1)).doesNotContain("unreachable");
                aStrangersPrefixIsFiltered(reflector, host3, upstream);
                host1.stop();
                await(upstream, "show route for " + SUBNET1, text -> !text.contains("fd00::101"));
            }
        }
    }

    /// The third host announces, by hand, another's subnet, a part of its own, one that nobody was given, and a
    /// default route; and then its own by way of another host.
    private static void aStrangersPrefixIsFiltered(RealBird reflector, RealBird host3, RealBird upstream)
            throws Exception {
        var file = host3.configFolder().resolve("current/bird.conf");
        var text = Files.readString(file);
        Files.writeString(file, text.replace("route " + SUBNET3 + " blackhole;", """
                route %s blackhole; route %s blackhole; route 10.128.3.0/25 blackhole;
                route 10.128.9.0/24 blackhole; route 0.0.0.0/0 blackhole;
                """.formatted(SUBNET3, SUBNET1)));
        assertThat(say(host3, "configure")).contains("Reconfig");
        await(
                reflector,
                "show route filtered",
                all -> all.contains("10.128.9.0/24")
                        && all.contains("10.128.3.0/25")
                        && all.contains("0.0.0.0/0")
                        && all.contains(SUBNET1));
        assertThat(say(upstream, "show route")).doesNotContain("10.128.9.0", "10.128.3.0/25", "0.0.0.0/0");
        Files.writeString(
                file,
                text.replace(
                        "import where net ~ AGGREGATES4; export where source = RTS_STATIC;",
                        "import where net ~ AGGREGATES4; export filter { if source != RTS_STATIC then reject; "
                                + "bgp_next_hop = fd00::101; accept; };"));
        assertThat(say(host3, "configure")).contains("Reconfig");
        await(reflector, "show route filtered " + SUBNET3, all -> all.contains("via fd00::101"));
        await(upstream, "show route for " + SUBNET3, all -> !all.contains("via "));
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void next_hops_are_resolved_where_peers_share_no_link(BirdBinary binary) throws Exception {
        var texts = Renderings.atTheEndOf(
                FleetLog.read(GOLDEN.resolve("IPv4 beside IPv6 where peers share no link/log.jsonl")));
        try (var link = new OneLink("4m")) {
            link.node("docker04", "fd00::104");
            try (var reflector = start(binary, link, texts, "reflector/rr01", "fd00::11");
                    var host1 = start(binary, link, texts, "host/docker01", "fd00::101")) {
                // It has a kernel's table of its own to fill.
                awaitKernel(link, "rr01", SUBNET1, "via inet6 fd00::101 dev eth0", reflector);
                awaitKernel(link, "docker01", SUBNET4, "via inet6 fd00::104 dev eth0", host1);
            }
        }
    }

    private static RealBird start(BirdBinary binary, OneLink link, Renderings texts, String node, String address) {
        var id = NodeId.parse(node);
        var text = Objects.requireNonNull(texts.configs.get(id)).text();
        // The spread of the hosts' timers is for fleets.
        return RealBird.start(
                binary,
                Optional.of(link.node(id.name(), address)),
                text.replaceAll("connect delay time \\d+", "connect delay time 1"));
    }

    private static void awaitKernel(OneLink link, String node, String prefix, String expected, RealBird bird)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!link.routes(node, prefix).contains(expected)) {
            assertThat(System.nanoTime())
                    .as(link.routes(node, prefix) + say(bird, "show route all") + bird.log())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
