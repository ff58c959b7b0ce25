package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.upstream;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.AdjacentCluster;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Hierarchy;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ParentLink;
import io.heliograph.fleet.event.PrefixRange;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A cluster with another below it. Of that one the topology is sent no record: it may lie in another partition, and
/// all that is needed of it stands with the parent's entry.
class HierarchyStreamTest {
    private static final Duration SETTLED = Duration.ofMillis(1_500);

    private final DrivenRenderer renderer = new DrivenRenderer();

    @BeforeEach
    void aCoreWithARackBelow() {
        renderer.send(core("fd00:1::/32", "fd00:2::/32"));
        renderer.send(reflector("rr01", "lab", "fd00::11"), host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
    }

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void its_reflectors_are_clients_and_its_prefixes_are_let_through() {
        renderer.pass(SETTLED);

        var text = renderer.configs().stream()
                .filter(config -> config.node().equals(NodeId.parse("reflector/rr01")))
                .map(NodeConfig::text)
                .reduce((_, last) -> last)
                .orElseThrow();
        assertThat(text)
                .contains("neighbor fd00::21 as 65001;", "rr client;")
                .contains("define AGGREGATES = [ fd00:c0de::/32{48,64}, fd00:1::/32{48,64}, fd00:2::/32{48,64} ];")
                .contains("import where net ~ [ fd00:1::/32{48,64}, fd00:2::/32{48,64} ]");
    }

    /// One session is little, and behind it may be all there is.
    @Test
    void part_of_a_cluster_is_not_cut_off_without_a_persons_word() {
        renderer.pass(SETTLED);
        renderer.configs();

        renderer.send(core("fd00:1::/32"));
        renderer.pass(SETTLED);

        assertThat(renderer.nodesSent()).doesNotContain("reflector/rr01");
        var held = renderer.rollouts().stream()
                .filter(rollout -> rollout.node().equals(NodeId.parse("reflector/rr01")))
                .findFirst()
                .orElseThrow();
        assertThat(held.state()).isEqualTo(Rollout.State.HELD);
        renderer.send(new Release(
                held.node(),
                new ClusterId("lab"),
                held.revision().orElseThrow(),
                "withdraw-1-prefixes",
                "the rack has moved",
                "ana",
                renderer.now(),
                renderer.now().plusSeconds(60)));
        renderer.pass(SETTLED);
        assertThat(renderer.nodesSent()).contains("reflector/rr01");
    }

    @Test
    void a_host_with_the_address_of_a_reflector_below_is_not_rendered() {
        renderer.send(host("docker02", "lab", "fd00::21", "fd00:c0de:2::/64"));
        renderer.pass(SETTLED);

        assertThat(renderer.configs())
                .filteredOn(config -> config.node().equals(NodeId.parse("reflector/rr01")))
                .last()
                .satisfies(config -> assertThat(config.text()).doesNotContain("docker02"));
    }

    private static ClusterEntry core(String... aggregates) {
        var core = cluster("lab", Reach.DIRECT, upstream("router1", "fd00::1", 65000));
        var rack = new AdjacentCluster(
                new ClusterId("rack"),
                new ParentLink(new ClusterId("lab")),
                Reach.DIRECT,
                Duration.ofSeconds(9),
                false,
                List.of(new AdjacentCluster.Peer(new ReflectorId("rr11"), IpAddress.parse("fd00::21"))),
                Arrays.stream(aggregates)
                        .map(aggregate -> new PrefixRange(Prefix.parse(aggregate), 48, 64))
                        .toList(),
                List.of(),
                Optional.empty());
        return core.among(Optional.of(new Hierarchy(Optional.empty(), List.of(rack))), core.change());
    }
}
