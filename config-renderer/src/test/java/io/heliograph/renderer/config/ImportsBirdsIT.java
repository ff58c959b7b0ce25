package io.heliograph.renderer.config;

import static io.heliograph.renderer.config.BirdTalk.await;
import static io.heliograph.renderer.config.BirdTalk.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.bird.BirdBinary;
import io.heliograph.birdcontrol.bird.RealBird;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reflector makes of what a host, or a router that gives the default route, says beside a prefix.
class ImportsBirdsIT {
    private static final String UPSTREAM = """
            log stderr all;
            router id 192.0.2.1;
            timeformat protocol iso long ms;
            protocol device { }
            protocol static { ipv6; route ::/0 unreachable; }
            protocol bgp reflector1 { local fd00:f::1 as 65000; neighbor fd00:f::11 as 65001; direct; connect delay time 1;
              password "of uplink"; ttl security on;
              ipv6 { import all; export filter { if source != RTS_STATIC then reject; bgp_community.add((65000, 7));
                bgp_community.add((65535, 0)); bgp_large_community.add((65000, 7, 7)); accept; }; }; }
            """;

    /// The host marks its subnet with what its cluster has and its network may have, and by hand with more.
    @ParameterizedTest
    @MethodSource("io.heliograph.birdcontrol.bird.BirdBinary#all")
    void what_its_cluster_does_not_know_is_taken_away(BirdBinary binary) throws Exception {
        var texts = OptionCase.withMany();
        var host = text(texts.get(OptionCase.HOST)).replace("export where source = RTS_STATIC;", """
                        export filter { if source != RTS_STATIC then reject;
                          bgp_community.add((65535, 65281)); bgp_community.add((65535, 666)); bgp_community.add((65000, 666));
                          bgp_community.add((65535, 0)); bgp_community.add((65535, 7)); bgp_large_community.add((65000, 6, 6));
                          bgp_ext_community.add((rt, 65000, 6)); accept; };""");
        try (var link = new OneLink("i")) {
            var namespace = link.node("docker01", "fd00:f::101");
            // BIRD tells its link-local address beside the global one where it has one by then.
            OneLink.run("ip", "-n", namespace, "addr", "add", "fe80::66/64", "dev", "eth0", "nodad");
            try (var upstream = RealBird.start(binary, Optional.of(link.node("up", "fd00:f::1")), UPSTREAM);
                    var rr01 = RealBird.start(
                            binary, Optional.of(link.node("rr01", "fd00:f::11")), text(texts.get(OptionCase.RR01)));
                    var docker01 = RealBird.start(binary, Optional.of(namespace), host)) {
                var subnet = "show route for " + OptionCase.SUBNET + " all";
                await(upstream, subnet, route -> route.contains("via fd00:f::101"));
                for (var bird : new RealBird[] {rr01, upstream}) {
                    assertThat(say(bird, subnet))
                            .contains("(65001,1)", "(65001,2)", "(65535,0)", "(65535,7)")
                            .doesNotContain("(65535,65281)", "(65535,666)", "(65000,666)", "(65000, 6, 6)", "(rt,")
                            .doesNotContain("fe80:");
                }
                await(docker01, "show route for ::/0 all", route -> route.contains("(65535,0)"));
                assertThat(say(docker01, "show route for ::/0 all")).doesNotContain("(65000,7)", "(65000, 7, 7)");
            }
        }
    }

    private static String text(@org.jspecify.annotations.Nullable RenderedConfig config) {
        return Objects.requireNonNull(config).text().replaceAll("connect delay time \\d+", "connect delay time 1");
    }
}
