package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.UpstreamId;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that two versions of Heliograph must compute alike. A test here that fails is not to be corrected: a
/// renamed protocol is a lost session, a moved partition is a cluster rendered from half its entries.
class ContractValuesTest {
    @ParameterizedTest
    @CsvSource({"a, 8, 0", "cluster-a, 8, 2", "tokyo, 8, 4", "cluster-a, 1, 0", "cluster-a, 12, 10"})
    void a_cluster_stays_in_its_partition(String cluster, int partitions, int expected) {
        assertThat(Partitions.of(new ClusterId(cluster), partitions)).isEqualTo(expected);
    }

    @Test
    void clusters_spread_over_the_partitions() {
        var used = IntStream.range(0, 200)
                .map(i -> Partitions.of(new ClusterId("cluster-" + i), Partitions.DEFAULT))
                .distinct();

        assertThat(used.count()).isEqualTo(Partitions.DEFAULT);
    }

    @Test
    void a_session_keeps_its_name() {
        assertThat(ProtocolName.of(new HostId("docker01"))).hasToString("h_13c9895c0211");
        assertThat(ProtocolName.of(new ReflectorId("rr01"))).hasToString("r_fa037d51e7ea");
        assertThat(ProtocolName.of(new UpstreamId("router1"))).hasToString("u_afede289cb60");
    }

    @Test
    void a_node_keeps_its_derived_router_id() {
        assertThat(RouterId.derivedFrom(NodeId.parse("host/docker01"))).hasToString("92.176.239.40");
        assertThat(RouterId.derivedFrom(NodeId.parse("reflector/docker01"))).hasToString("244.178.154.108");
    }

    @Test
    void a_revision_is_the_hash_of_the_text_in_utf8() {
        assertThat(Revision.of("ü")).hasToString("607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f");
        assertThat(Revision.of("").abbreviated()).isEqualTo("e3b0c44298fc");
    }

    @Test
    void types_and_topics_keep_their_names() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::typeName))
                .containsExactly(
                        "heliograph.host-report.v1",
                        "heliograph.fleet-entry.v1",
                        "heliograph.node-config.v1",
                        "heliograph.apply-result.v1",
                        "heliograph.session-health.v1",
                        "heliograph.session-transition.v1",
                        "heliograph.route-health.v1",
                        "heliograph.rollout.v1",
                        "heliograph.release.v1",
                        "heliograph.reflector-report.v1",
                        "heliograph.dead-letter.v1");
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
                .containsExactly(
                        "heliograph.host-reports",
                        "heliograph.fleet",
                        "heliograph.configs",
                        "heliograph.applies",
                        "heliograph.sessions",
                        "heliograph.session-transitions",
                        "heliograph.routes",
                        "heliograph.rollouts",
                        "heliograph.releases",
                        "heliograph.reflector-reports",
                        "heliograph.dead-letter");
    }

    @Test
    void topics_keep_what_they_promise() {
        assertThat(Topic.FLEET.settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("min.compaction.lag.ms", "34560000000")
                .containsEntry("delete.retention.ms", "2592000000");
        assertThat(Topic.CONFIGS.settings())
                .containsEntry("min.compaction.lag.ms", "0")
                .containsEntry("max.message.bytes", "33554432");
        assertThat(Topic.SESSION_TRANSITIONS.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "34560000000");
        assertThat(Topic.DEAD_LETTER.settings()).containsEntry("retention.ms", "2592000000");
        assertThat(Arrays.stream(Topic.values()).map(topic -> Topic.named(topic.topicName())))
                .allMatch(found -> found.isPresent());
        assertThat(Topic.named("elsewhere")).isEmpty();
    }

    @Test
    void keys_name_the_entity() {
        assertThat(Samples.all().values().stream().map(Keys::of).distinct())
                .containsExactlyInAnyOrder(
                        "host/docker01",
                        "docker01",
                        "cluster-a/cluster/cluster-a",
                        "cluster-a/host/docker01",
                        "cluster-a/reflector/rr01",
                        "reflector/rr01",
                        "rr01",
                        "2001:db8:100:1::/64@rr01",
                        "2001:db8:100:1::/64@inventory",
                        "rr01/h_13c9895c0211");
    }
}
