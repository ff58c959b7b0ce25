package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A reflector's configuration is the whole fleet: it is not sent for each of many hosts.
class ManyJoinTest {
    private static final int HOSTS = 400;

    @Test
    void hosts_that_join_in_one_moment_go_to_a_large_reflector_together_and_none_is_forgotten() {
        try (var renderer = new DrivenRenderer()) {
            renderer.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
            for (int i = 0; i < HOSTS; i++) {
                renderer.send(join(i));
            }
            renderer.pass(Duration.ofSeconds(1));
            var sent = ofReflector(renderer.configs());
            assertThat(sent).hasSizeLessThanOrEqualTo(110);
            assertThat(sent.getLast().sessions()).hasSize(HOSTS);
        }
    }

    @Test
    void the_first_change_of_a_large_reflector_goes_at_once() {
        try (var renderer = new DrivenRenderer()) {
            renderer.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
            for (int i = 0; i < HOSTS; i++) {
                renderer.send(join(i));
            }
            renderer.pass(Duration.ofSeconds(1));
            ofReflector(renderer.configs());
            renderer.send(join(HOSTS));
            assertThat(ofReflector(renderer.configs()))
                    .singleElement()
                    .satisfies(config -> assertThat(config.sessions()).hasSize(HOSTS + 1));
        }
    }

    private static Object join(int i) {
        return host("docker" + i, "lab", "fd00::1:" + Integer.toHexString(i + 1), "fd00:c0de:%x::/64".formatted(i));
    }

    private static List<NodeConfig> ofReflector(List<NodeConfig> configs) {
        return configs.stream()
                .filter(config -> config.node().kind() == NodeId.Kind.REFLECTOR)
                .toList();
    }
}
