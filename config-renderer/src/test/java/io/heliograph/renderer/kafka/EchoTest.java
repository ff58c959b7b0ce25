package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.removedReflector;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The renderer reads its own topics: what they say otherwise than it did, it says again.
class EchoTest {
    private static final Duration SETTLED = Duration.ofMillis(1_500);
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final DrivenRenderer renderer = new DrivenRenderer();

    @AfterEach
    void close() {
        renderer.close();
    }

    private Map<String, NodeConfig> aFleet() {
        renderer.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
        renderer.send(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        renderer.pass(A_WHILE);
        var sent = renderer.configs().stream()
                .collect(Collectors.toMap(
                        config -> config.node().toString(), Function.identity(), (_, newest) -> newest));
        renderer.rollouts();
        return sent;
    }

    private static NodeConfig of(Map<String, NodeConfig> sent, String node) {
        return java.util.Objects.requireNonNull(sent.get(node));
    }

    /// The last reflector of the host is never taken away without a person's word.
    private Rollout hold() {
        renderer.send(removedReflector("rr01", "lab", "fd00::11"));
        renderer.pass(SETTLED);
        var held = renderer.rollouts().getLast();
        assertThat(held.node() + " " + held.state()).isEqualTo("host/docker01 HELD");
        return held;
    }

    @Test
    void what_it_has_said_itself_is_left_alone() {
        aFleet();
        hold();
        renderer.configs();
        renderer.pass(Duration.ofSeconds(50));
        assertThat(renderer.configs()).isEmpty();
        assertThat(renderer.rollouts()).isEmpty();
    }

    @Test
    void a_configuration_of_the_past_has_the_last_word_for_moments() {
        var old = of(aFleet(), "reflector/rr01");
        renderer.send(host("docker01", "lab", "fd00::101", "fd00:c0de:2::/64"));
        var newest = renderer.configs().getLast();
        assertThat(newest.node()).isEqualTo(old.node());
        renderer.pass(A_WHILE);
        assertThat(renderer.configs()).isEmpty();
        renderer.send(old);
        renderer.pass(Duration.ofSeconds(3));
        assertThat(renderer.configs()).containsExactly(newest);
        renderer.pass(A_WHILE);
        assertThat(renderer.configs()).isEmpty();
    }

    @Test
    void while_a_change_waits_what_was_sent_last_is_sent_again_and_not_the_change() {
        var sent = aFleet();
        var last = of(sent, "host/docker01");
        renderer.send(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64", "fd00:c0de:2::/64"));
        renderer.pass(A_WHILE);
        var newest = renderer.configs().stream()
                .filter(config -> config.node().equals(last.node()))
                .findFirst();
        hold();
        renderer.send(last);
        renderer.pass(Duration.ofSeconds(3));
        assertThat(renderer.configs()).containsExactlyElementsOf(newest.stream().toList());
    }

    /// Its agent says nothing, and nothing of it says that it may be cut off.
    @Test
    void a_held_change_is_not_sent_because_nobody_heard_the_last_configuration() {
        var last = of(aFleet(), "host/docker01");
        hold();
        renderer.configs();
        renderer.pass(Duration.ofMinutes(10));
        assertThat(renderer.configs()).isNotEmpty().containsOnly(last);
    }

    @Test
    void a_wait_that_somebody_brings_again_is_told_to_be_over() {
        aFleet();
        var held = hold();
        renderer.send(reflector("rr01", "lab", "fd00::11"));
        renderer.pass(A_WHILE);
        assertThat(renderer.rollouts()).extracting(Rollout::state).containsExactly(Rollout.State.CLEAR);
        renderer.send(held);
        renderer.pass(A_WHILE);
        assertThat(renderer.rollouts()).singleElement().satisfies(it -> {
            assertThat(it.node()).isEqualTo(held.node());
            assertThat(it.state()).isEqualTo(Rollout.State.CLEAR);
            assertThat(it.sent()).isPresent();
        });
    }

    @Test
    void a_renderer_without_memory_takes_back_what_its_former_self_told() {
        aFleet();
        var held = hold();
        try (var forgetful = new DrivenRenderer()) {
            forgetful.send(held);
            forgetful.pass(A_WHILE);
            assertThat(forgetful.rollouts())
                    .as("of a fleet that it does not know")
                    .isEmpty();
            forgetful.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
            forgetful.send(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
            forgetful.pass(A_WHILE);
            assertThat(forgetful.rollouts())
                    .extracting(it -> it.node() + " " + it.state())
                    .isEqualTo(List.of("host/docker01 CLEAR"));
        }
    }
}
