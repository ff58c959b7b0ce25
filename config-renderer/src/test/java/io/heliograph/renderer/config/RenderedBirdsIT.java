package io.heliograph.renderer.config;

import static io.heliograph.renderer.config.BirdTalk.await;
import static io.heliograph.renderer.config.BirdTalk.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.RealBird;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.renderer.kafka.Entries;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rendered configurations on real BIRDs: two hosts, a reflector, and a BIRD of another AS as their upstream.
class RenderedBirdsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String HOST1 = "fd00:f::101";
    private static final String HOST2 = "fd00:f::102";
    private static final String SUBNET1 = "fd00:c0de:1::/64";
    private static final String SUBNET2 = "fd00:c0de:2::/64";
    private static final String HOST3 = "fd00:f::103";
    private static final String SUBNET3 = "fd00:c0de:3::/64";
    private static final String BFD_ONLY = """
            log stderr all;
            router id 192.0.2.103;
            protocol device { }
            protocol bfd { interface "*" { interval 300 ms; }; neighbor fd00:f::11 dev "eth0"; }
            """;
    private static final String UPSTREAM = """
            log stderr all;
            router id 192.0.2.1;
            timeformat protocol iso long ms;
            protocol device { }
            protocol kernel { ipv6 { import none; export where source = RTS_BGP; }; }
            protocol bgp reflector1 { local fd00:f::1 as 65000; neighbor fd00:f::11 as 65001; direct; connect delay time 1;
              ipv6 { import all; export none; }; }
            """;

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_subnet_reaches_the_upstream_and_a_stranger_s_prefix_does_not(BirdBinary binary) throws Exception {
        try (var link = new OneLink("d");
                var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00:f::1")), UPSTREAM)) {
            var texts = texts(Reach.DIRECT, List.of(SUBNET1), List.of(SUBNET2));
            var names = Map.of("rr01", "fd00:f::11", "docker01", HOST1, "docker02", HOST2);
            try (var reflector = start(binary, link, texts, NodeId.parse("reflector/rr01"), names);
                    var host1 = start(binary, link, texts, NodeId.parse("host/docker01"), names);
                    var host2 = start(binary, link, texts, NodeId.parse("host/docker02"), names)) {
                await(upstream, "show route for " + SUBNET1 + " all", text -> text.contains("via " + HOST1));
                await(upstream, "show route for " + SUBNET2 + " all", text -> text.contains("via " + HOST2));
                awaitKernel("docker02", link, SUBNET1, HOST1, host2);
                aNewSubnetEndsNoSession(reflector, host1, upstream);
                aStrangersPrefixIsFiltered(reflector, host2, upstream);
                anotherHostsNextHopIsFiltered(reflector, host2, upstream);
                host1.stop();
                await(upstream, "show route for " + SUBNET1, text -> !text.contains(HOST1));
            }
        }
    }

    private static void aNewSubnetEndsNoSession(RealBird reflector, RealBird host1, RealBird upstream)
            throws Exception {
        var since = established(reflector);
        var third = "fd00:c0de:3::/64";
        var texts = texts(Reach.DIRECT, List.of(SUBNET1, third), List.of(SUBNET2));
        configure(reflector, texts.get(NodeId.parse("reflector/rr01")));
        configure(host1, texts.get(NodeId.parse("host/docker01")));
        long began = System.nanoTime();
        await(upstream, "show route for " + third + " all", text -> text.contains("via " + HOST1));
        System.out.printf("a new subnet at the upstream after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        assertThat(established(reflector)).as("no session started anew").isEqualTo(since);
    }

    /// The second host announces, by hand, a prefix nobody was given, the first host's, a part of its own, and a
    /// default route.
    private static void aStrangersPrefixIsFiltered(RealBird reflector, RealBird host2, RealBird upstream)
            throws Exception {
        var text = Files.readString(host2.configFolder().resolve("current/bird.conf"));
        configure(host2, text.replace("route " + SUBNET2 + " blackhole;", """
                        route %s blackhole; route fd00:c0de:9::/64 blackhole; route %s blackhole;
                        route fd00:c0de:2::/80 blackhole; route ::/0 blackhole;
                        """.formatted(SUBNET2, SUBNET1)));
        var rejected = Pattern.compile("Import updates:\\s+(\\d+)\\s+\\d+\\s+(\\d+)");
        await(
                reflector,
                "show protocols all",
                all -> rejected.matcher(all).results().anyMatch(row -> Integer.parseInt(row.group(2)) >= 4));
        var routes = say(upstream, "show route");
        assertThat(routes).doesNotContain("fd00:c0de:9::/64", "fd00:c0de:2::/80", "::/0 ");
        assertThat(say(upstream, "show route for " + SUBNET1 + " all"))
                .contains("via " + HOST1)
                .doesNotContain(HOST2);
    }

    /// The second host announces its own prefix, and says that the first host is the way there.
    private static void anotherHostsNextHopIsFiltered(RealBird reflector, RealBird host2, RealBird upstream)
            throws Exception {
        var text = texts(Reach.DIRECT, List.of(SUBNET1), List.of(SUBNET2)).get(NodeId.parse("host/docker02"));
        configure(
                host2,
                java.util.Objects.requireNonNull(text)
                        .replace(
                                "export where source = RTS_STATIC;",
                                "export filter { if source != RTS_STATIC then reject; bgp_next_hop = " + HOST1
                                        + "; accept; };"));
        await(reflector, "show route filtered " + SUBNET2, route -> route.contains("via " + HOST1));
        await(upstream, "show route for " + SUBNET2, route -> !route.contains("via "));
        configure(host2, text);
        await(upstream, "show route for " + SUBNET2, route -> route.contains("via " + HOST2));
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void next_hops_of_multihop_sessions_resolve(BirdBinary binary) throws Exception {
        try (var link = new OneLink("m")) {
            var texts = texts(Reach.MULTIHOP, List.of(SUBNET1), List.of(SUBNET2));
            var names = Map.of("rr01", "fd00:f::11", "docker01", HOST1, "docker02", HOST2);
            try (var reflector = start(binary, link, texts, NodeId.parse("reflector/rr01"), names);
                    var _ = start(binary, link, texts, NodeId.parse("host/docker01"), names);
                    var host2 = start(binary, link, texts, NodeId.parse("host/docker02"), names)) {
                awaitKernel("docker02", link, SUBNET1, HOST1, host2);
                await(reflector, "show route for " + SUBNET1 + " all", route -> route.contains("via " + HOST1));
                assertThat(say(reflector, "show route for " + SUBNET1)).doesNotContain("unreachable");
            }
        }
    }

    /// docker02 has no BIRD: its reflector says for it what docker01 says for itself.
    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_drained_host_says_so_then_announces_nothing_and_its_session_stays(BirdBinary binary) throws Exception {
        try (var link = new OneLink("g");
                var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00:f::1")), UPSTREAM)) {
            var texts = texts(drain(Optional.empty()));
            var names = Map.of("rr01", "fd00:f::11", "docker01", HOST1);
            try (var reflector = start(binary, link, texts, NodeId.parse("reflector/rr01"), names);
                    var host = start(binary, link, texts, NodeId.parse("host/docker01"), names)) {
                for (var subnet : List.of(SUBNET1, SUBNET2)) {
                    await(upstream, "show route for " + subnet + " all", text -> text.contains("from fd00:f::11"));
                }
                var since = established(reflector);
                for (var phase : List.of(Drain.Phase.DRAINING, Drain.Phase.DRAINED)) {
                    var next = texts(drain(Optional.of(phase)));
                    configure(reflector, next.get(NodeId.parse("reflector/rr01")));
                    configure(host, next.get(NodeId.parse("host/docker01")));
                    for (var subnet : List.of(SUBNET1, SUBNET2)) {
                        await(upstream, "show route for " + subnet + " all", text -> switch (phase) {
                            case DRAINING -> text.contains("(65535,0)");
                            case DRAINED -> !text.contains("from fd00:f::11");
                        });
                    }
                }
                assertThat(established(reflector)).as("no session started anew").isEqualTo(since);
            }
        }
    }

    private static List<FleetEntry> drain(Optional<Drain.Phase> phase) {
        var drain = phase.map(it -> new Drain(it, Drain.Origin.OPERATOR, Instant.EPOCH, Instant.EPOCH, "test", "test"));
        var because = Entries.host("docker01", "lab", HOST1).change();
        return List.of(
                Entries.cluster("lab", Reach.DIRECT, Entries.upstream("router1", "fd00:f::1", 65000)),
                Entries.reflector("rr01", "lab", "fd00:f::11"),
                Entries.host("docker01", "lab", HOST1, SUBNET1).with(drain, because),
                Entries.host("docker02", "lab", HOST2, SUBNET2)
                        .attached(Optional.of(Attachment.STATIC))
                        .with(drain, because));
    }

    /// docker02 has no BIRD; docker03 has none but for its BFD.
    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_host_without_bird_is_originated_for_as_long_as_it_is_there(BirdBinary binary) throws Exception {
        try (var link = new OneLink("s");
                var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00:f::1")), UPSTREAM)) {
            var texts = textsWithStaticHosts(Reach.DIRECT);
            var names = Map.of("rr01", "fd00:f::11", "docker01", HOST1);
            link.node("docker02", HOST2);
            try (var reflector = start(binary, link, texts, NodeId.parse("reflector/rr01"), names);
                    var _ = start(binary, link, texts, NodeId.parse("host/docker01"), names);
                    var bfd = RealBird.start(binary, Optional.of(link.node("docker03", HOST3)), BFD_ONLY)) {
                for (var route : Map.of(SUBNET2, HOST2, SUBNET3, HOST3).entrySet()) {
                    await(
                            upstream,
                            "show route for " + route.getKey() + " all",
                            text -> text.contains("via " + route.getValue()));
                    awaitKernel("docker01", link, route.getKey(), route.getValue(), reflector);
                }
                bfd.stop();
                await(upstream, "show route for " + SUBNET3, text -> !text.contains(HOST3));
                assertThat(say(upstream, "show route for " + SUBNET2)).contains(HOST2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_host_without_bird_is_looked_up_where_peers_share_no_link(BirdBinary binary) throws Exception {
        try (var link = new OneLink("r")) {
            var texts = textsWithStaticHosts(Reach.MULTIHOP);
            var names = Map.of("rr01", "fd00:f::11", "docker01", HOST1);
            link.node("docker02", HOST2);
            try (var reflector = start(binary, link, texts, NodeId.parse("reflector/rr01"), names);
                    var _ = start(binary, link, texts, NodeId.parse("host/docker01"), names)) {
                awaitKernel("docker01", link, SUBNET2, HOST2, reflector);
            }
        }
    }

    /// What an agent does with a new network of its pool, and nothing else: no configuration changes.
    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void a_subnet_of_a_pool_is_announced_from_the_kernel_s_table(BirdBinary binary) throws Exception {
        try (var link = new OneLink("p");
                var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00:f::1")), UPSTREAM)) {
            var texts = texts(List.of(
                    Entries.cluster("lab", Reach.DIRECT, Entries.upstream("router1", "fd00:f::1", 65000)),
                    Entries.reflector("rr01", "lab", "fd00:f::11"),
                    Entries.host("docker01", "lab", HOST1, SUBNET1)
                            .owning(Optional.of(List.of(Prefix.parse("fd00:c0de:1::/56"))))));
            var names = Map.of("rr01", "fd00:f::11", "docker01", HOST1);
            try (var _ = start(binary, link, texts, NodeId.parse("reflector/rr01"), names);
                    var _ = start(binary, link, texts, NodeId.parse("host/docker01"), names)) {
                await(upstream, "show route for " + SUBNET1 + " all", text -> text.contains("via " + HOST1));
                link.tableRoute("docker01", "add", "fd00:c0de:1:7::/64");
                link.tableRoute("docker01", "add", "fd00:c0de:1:107::/64");
                await(upstream, "show route for fd00:c0de:1:7::/64 all", text -> text.contains("via " + HOST1));
                assertThat(say(upstream, "show route")).doesNotContain("fd00:c0de:1:107::");
                link.tableRoute("docker01", "del", "fd00:c0de:1:7::/64");
                await(upstream, "show route", text -> !text.contains("fd00:c0de:1:7::"));
                assertThat(say(upstream, "show route")).contains(SUBNET1);
            }
        }
    }

    private static Map<NodeId, String> textsWithStaticHosts(Reach reach) {
        return texts(List.of(
                Entries.cluster("lab", reach, Entries.upstream("router1", "fd00:f::1", 65000)),
                Entries.reflector("rr01", "lab", "fd00:f::11"),
                Entries.host("docker01", "lab", HOST1, SUBNET1),
                Entries.host("docker02", "lab", HOST2, SUBNET2).attached(Optional.of(Attachment.STATIC)),
                Entries.host("docker03", "lab", HOST3, SUBNET3).attached(Optional.of(Attachment.STATIC_BFD))));
    }

    private static Map<NodeId, String> texts(Reach reach, List<String> first, List<String> second) {
        return texts(List.of(
                Entries.cluster("lab", reach, Entries.upstream("router1", "fd00:f::1", 65000)),
                Entries.reflector("rr01", "lab", "fd00:f::11"),
                Entries.host("docker01", "lab", HOST1, first.toArray(String[]::new)),
                Entries.host("docker02", "lab", HOST2, second.toArray(String[]::new))));
    }

    private static Map<NodeId, String> texts(List<FleetEntry> entries) {
        var texts = new java.util.TreeMap<NodeId, String>();
        Renderings.atTheEndOf(entries).configs.forEach((node, config) -> texts.put(node, config.text()));
        return texts;
    }

    private static RealBird start(
            BirdBinary binary, OneLink link, Map<NodeId, String> texts, NodeId node, Map<String, String> addresses) {
        var namespace = link.node(node.name(), addresses.getOrDefault(node.name(), ""));
        return RealBird.start(binary, Optional.of(namespace), texts.getOrDefault(node, ""));
    }

    private static void configure(RealBird bird, @org.jspecify.annotations.Nullable String text) throws Exception {
        Files.writeString(bird.configFolder().resolve("current/bird.conf"), java.util.Objects.requireNonNull(text));
        assertThat(say(bird, "configure")).contains("Reconfig");
    }

    /// The BGP sessions with the time since when they are what they are.
    private static List<String> established(RealBird bird) throws Exception {
        return say(bird, "show protocols")
                .lines()
                .filter(line -> line.contains("Established"))
                .sorted()
                .toList();
    }

    private static void awaitKernel(String node, OneLink link, String prefix, String nextHop, RealBird bird)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (link.routes(node, prefix).contains("via " + nextHop)) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(link.routes(node, prefix) + say(bird, "show route all") + bird.log());
    }
}
