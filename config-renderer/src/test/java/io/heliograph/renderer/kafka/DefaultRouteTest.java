package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hosts that get the default route and are about to lose it. Each has so many subnets that a route more or less would
/// not show among them.
class DefaultRouteTest {
    private static final Duration SETTLED = Duration.ofMillis(1_500);
    private static final NodeId RR01 = NodeId.parse("reflector/rr01");

    private final DrivenRenderer renderer = new DrivenRenderer();

    @AfterEach
    void close() {
        renderer.close();
    }

    private void hosts(int number) {
        renderer.send(cluster(true, true), reflector("rr01", "lab", "fd00::11"));
        for (int i = 1; i <= number; i++) {
            var subnets = new String[8];
            for (int k = 0; k < subnets.length; k++) {
                subnets[k] = "fd00:c0de:%x:%x::/64".formatted(i, k);
            }
            renderer.send(host("docker%02d".formatted(i), "lab", "fd00::1%02x".formatted(i), subnets));
        }
        renderer.pass(SETTLED);
        renderer.configs();
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void the_hosts_and_their_last_router_lose_it_only_with_a_persons_word(boolean taken, boolean given) {
        hosts(8);
        renderer.send(cluster(taken, given));
        renderer.pass(SETTLED);

        assertThat(renderer.nodesSent()).doesNotContain(RR01.toString());
        assertThat(rollouts())
                .last()
                .returns(Rollout.State.HELD, Rollout::state)
                .returns(new ChangeCost(0, 8), Rollout::cost);
    }

    @Test
    void a_few_lose_it_when_they_are_told_to() {
        hosts(3);
        renderer.send(cluster(false, true));
        renderer.pass(SETTLED);

        assertThat(renderer.configs())
                .filteredOn(config -> config.node().equals(RR01))
                .singleElement()
                .satisfies(config -> assertThat(config.cost()).isEqualTo(new ChangeCost(0, 3)));
    }

    private List<Rollout> rollouts() {
        return renderer.rollouts().stream()
                .filter(rollout -> rollout.node().equals(RR01))
                .toList();
    }

    private static FleetEntry cluster(boolean taken, boolean given) {
        try {
            return FleetJson.mapper().readValue("""
                    {"kind":"cluster","cluster":"lab","asn":65001,"aggregates":["fd00:c0de::/32"],
                     "subnetLength":{"shortest":48,"longest":64},"allowSpecialRanges":["UNIQUE_LOCAL"],"join":"OPEN",
                     "subnetsPerHost":256,"bgp":{"reach":"DIRECT","holdTime":"PT9S","defaultRoute":%b},
                     "upstreams":[{"upstream":"router1","address":"fd00::1","asn":65000,"defaultRoute":%b}],
                     "lifecycle":"ACTIVE","change":{"at":"1970-01-01T00:00:00Z","by":"test","why":"test"}}""".formatted(taken, given), FleetEntry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
