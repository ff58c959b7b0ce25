package io.heliograph.lab.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedsTest {
    @Test
    void aRouteThatComesAndOneThatGoesAreRead() {
        var at = Instant.parse("2026-11-25T08:56:55.782907Z");
        assertThat(RouteFeed.parse("[2026-11-25T08:56:55.782907] 2001:db8:7:c101::/64 nhid 4 via fe80::44fa dev eth0"
                        + " proto bgp metric 20 pref medium"))
                .contains(new RouteFeed.Change(at, "2001:db8:7:c101::/64", Optional.of("fe80::44fa")));
        assertThat(RouteFeed.parse("[2026-11-25T08:56:55.782907] Deleted 2001:db8:7:c101::/64 via fe80::44fa dev eth0"
                        + " proto bgp metric 20 pref medium"))
                .contains(new RouteFeed.Change(at, "2001:db8:7:c101::/64", Optional.empty()));
    }

    @Test
    void otherLinesOfTheKernelAreLeft() {
        assertThat(RouteFeed.parse("[2026-11-25T08:56:55.782907] local 2001:db8::1 dev eth0 table local proto kernel"))
                .isEmpty();
    }

    @Test
    void anAnswerToAPingIsReadWithItsTime() {
        assertThat(PingFeed.parse("[1795597023.711480] 64 bytes from 2001:db8::101: icmp_seq=1 ttl=64 time=0.160 ms"))
                .contains(Instant.ofEpochSecond(1_795_597_023, 711_480_000));
        assertThat(PingFeed.parse("[1795597023.711480] From 2001:db8::1: icmp_seq=2 Destination unreachable: No route"))
                .isEmpty();
    }
}
