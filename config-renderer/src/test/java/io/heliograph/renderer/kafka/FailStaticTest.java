package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accidents that would take routes away, on the real topology: nothing of them reaches a node.
class FailStaticTest {
    private static final int HOSTS = 40;
    private static final Duration SETTLED = Duration.ofMillis(1_500);

    private final DrivenRenderer renderer = new DrivenRenderer();

    @BeforeEach
    void aFleet() {
        renderer.send(cluster("lab", Reach.DIRECT));
        renderer.send(reflector("rr01", "lab", "fd00::11"), reflector("rr02", "lab", "fd00::12"));
        IntStream.range(0, HOSTS).forEach(i -> renderer.send(dockerHost(i)));
        renderer.pass(SETTLED);
        renderer.configs();
        assertThat(renderer.rollouts()).isEmpty();
    }

    @AfterEach
    void close() {
        renderer.close();
    }

    private static HostEntry dockerHost(int i) {
        return host(name(i), "lab", address(i), "fd00:c0de:%x::/64".formatted(i + 1));
    }

    private static String name(int i) {
        return "docker%02d".formatted(i);
    }

    private static String address(int i) {
        return "fd00::%x".formatted(0x100 + i);
    }

    @Test
    void an_emptied_inventory_reaches_no_node() {
        IntStream.range(0, HOSTS).forEach(i -> renderer.send(removed(name(i), "lab", address(i))));
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).isEmpty();
        assertThat(renderer.rollouts())
                .extracting(rollout -> rollout.node() + " " + rollout.state() + " "
                        + rollout.risk().orElse(""))
                .containsExactly(
                        "reflector/rr01 HELD withdraw-40-prefixes", "reflector/rr02 HELD withdraw-40-prefixes");
    }

    @Test
    void an_inventory_that_removes_its_reflectors_leaves_no_host_alone() {
        renderer.send(
                Entries.removedReflector("rr01", "lab", "fd00::11"),
                Entries.removedReflector("rr02", "lab", "fd00::12"));
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).isEmpty();
        assertThat(renderer.rollouts())
                .hasSize(HOSTS)
                .allSatisfy(rollout -> assertThat(rollout.state()).isEqualTo(Rollout.State.HELD));
    }

    @Test
    void a_small_fleet_is_not_emptied_either() {
        try (var small = new DrivenRenderer()) {
            small.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
            small.send(dockerHost(1), dockerHost(2));
            small.pass(SETTLED);
            small.configs();
            small.send(removed(name(1), "lab", address(1)), removed(name(2), "lab", address(2)));
            small.pass(SETTLED);
            assertThat(small.configs()).isEmpty();
            assertThat(small.rollouts())
                    .singleElement()
                    .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.HELD));
        }
    }

    @Test
    void one_host_of_two_is_removed_on_purpose() {
        try (var small = new DrivenRenderer()) {
            small.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
            small.send(dockerHost(1), dockerHost(2));
            small.pass(SETTLED);
            small.configs();
            small.send(removed(name(1), "lab", address(1)));
            small.pass(SETTLED);
            assertThat(small.nodesSent()).containsExactly("reflector/rr01");
            assertThat(small.rollouts()).isEmpty();
        }
    }

    @Test
    void a_bug_that_drops_half_the_hosts_reaches_no_node() {
        IntStream.range(0, HOSTS / 2).forEach(i -> renderer.send(removed(name(i * 2), "lab", address(i * 2))));
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).isEmpty();
        assertThat(renderer.rollouts()).hasSize(2);
    }

    @Test
    void a_bug_that_withdraws_every_subnet_is_stopped_by_the_brake_on_hosts_and_reflectors() {
        IntStream.range(0, HOSTS).forEach(i -> renderer.send(host(name(i), "lab", address(i))));
        renderer.pass(SETTLED);
        assertThat(renderer.nodesSent().stream().filter(node -> node.startsWith("host/")))
                .as("a fifth of the fleet's prefixes at most")
                .hasSizeLessThanOrEqualTo(HOSTS / 5);
        assertThat(renderer.rollouts())
                .filteredOn(it -> it.state() == Rollout.State.HELD)
                .isNotEmpty();
    }

    @Test
    void an_inventory_that_lost_its_topic_is_not_obeyed() {
        for (int i = 0; i < HOSTS; i++) {
            renderer.send(stranger(dockerHost(i)));
        }
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).isEmpty();
        assertThat(renderer.rollouts()).isEmpty();
        assertThat(renderer.signals)
                .filteredOn(Signal.Ignorant.class::isInstance)
                .hasSize(HOSTS);
        renderer.send(host("docker77", "lab", "fd00::777", "fd00:c0de:777::/64"));
        assertThat(renderer.nodesSent()).as("the fleet moves on").contains("reflector/rr01", "reflector/rr02");
    }

    @Test
    void hosts_without_bird_are_peers_too() {
        try (var other = new DrivenRenderer()) {
            other.send(cluster("lab", Reach.DIRECT), reflector("rr01", "lab", "fd00::11"));
            IntStream.range(0, 4).forEach(i -> other.send(withoutBird(dockerHost(i), Lifecycle.ACTIVE)));
            other.pass(SETTLED);
            assertThat(other.nodesSent()).containsOnly("reflector/rr01");
            IntStream.range(0, 4).forEach(i -> other.send(withoutBird(dockerHost(i), Lifecycle.REMOVED)));
            other.pass(SETTLED);
            assertThat(other.configs()).isEmpty();
            assertThat(other.rollouts())
                    .singleElement()
                    .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.HELD));
        }
    }

    private static HostEntry withoutBird(HostEntry host, Lifecycle lifecycle) {
        return new HostEntry(
                        host.host(),
                        host.cluster(),
                        host.address(),
                        host.routerId(),
                        host.standing(),
                        host.admitted(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        lifecycle,
                        host.change())
                .attached(Optional.of(Attachment.STATIC));
    }

    private static HostEntry stranger(HostEntry host) {
        return new HostEntry(
                host.host(),
                host.cluster(),
                host.address(),
                host.routerId(),
                HostEntry.Standing.QUARANTINED,
                List.of(),
                List.of(),
                Optional.of(Reason.of(ReasonCode.CLUSTER_UNKNOWN, host.host(), host.cluster())),
                List.of(),
                List.of(),
                Optional.empty(),
                host.lifecycle(),
                host.change());
    }

    @Test
    void what_returns_before_a_release_was_never_away() {
        IntStream.range(0, HOSTS).forEach(i -> renderer.send(removed(name(i), "lab", address(i))));
        renderer.pass(SETTLED);
        IntStream.range(0, HOSTS).forEach(i -> renderer.send(dockerHost(i)));
        renderer.pass(SETTLED);
        assertThat(renderer.nodesSent()).allMatch(node -> node.startsWith("host/"));
        assertThat(renderer.rollouts().reversed().subList(0, 2)).allSatisfy(rollout -> {
            assertThat(rollout.state()).isEqualTo(Rollout.State.CLEAR);
            assertThat(rollout.revision()).isEmpty();
        });
    }

    @Test
    void small_losses_add_up_within_the_window_and_are_forgiven_after_it() {
        for (int i = 0; i < 10; i++) {
            renderer.send(removed(name(i), "lab", address(i)));
            renderer.pass(SETTLED);
        }
        assertThat(renderer.nodesSent().stream().filter("reflector/rr01"::equals))
                .as("a fifth of 40 hosts, one by one")
                .hasSize(8);
        assertThat(renderer.rollouts())
                .last()
                .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.HELD));
        renderer.pass(Duration.ofMinutes(10));
        assertThat(renderer.nodesSent().stream().distinct().filter(node -> node.startsWith("reflector/")))
                .containsExactlyInAnyOrder("reflector/rr01", "reflector/rr02");
        assertThat(renderer.rollouts())
                .last()
                .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.CLEAR));
    }

    @Test
    void a_release_lets_this_revision_go_to_this_node_until_it_expires() {
        IntStream.range(0, HOSTS / 2).forEach(i -> renderer.send(removed(name(i), "lab", address(i))));
        renderer.pass(SETTLED);
        var held = renderer.rollouts().getFirst();
        var revision = held.revision().orElseThrow();
        renderer.send(release(held, Revision.of("another"), Duration.ofHours(1)));
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).as("another revision's release").isEmpty();
        renderer.send(release(held, revision, Duration.ofMillis(1)));
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).as("a release that has expired").isEmpty();
        renderer.send(release(held, revision, Duration.ofHours(1)));
        renderer.pass(SETTLED);
        assertThat(renderer.configs()).singleElement().satisfies(config -> {
            assertThat(config.node()).isEqualTo(held.node());
            assertThat(config.revision()).isEqualTo(revision);
        });
        assertThat(renderer.rollouts()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(Rollout.State.CLEAR);
            assertThat(it.sent()).contains(revision);
        });
    }

    private Release release(Rollout held, Revision revision, Duration validity) {
        var at = renderer.now();
        return new Release(
                held.node(),
                new ClusterId("lab"),
                revision,
                held.risk().orElseThrow(),
                "test",
                "test",
                at,
                at.plus(validity));
    }

    @Test
    void a_held_revision_is_superseded_when_its_cause_passes_in_part() {
        IntStream.range(0, HOSTS / 2).forEach(i -> renderer.send(removed(name(i), "lab", address(i))));
        renderer.pass(SETTLED);
        renderer.rollouts();
        IntStream.range(4, HOSTS / 2).forEach(i -> renderer.send(dockerHost(i)));
        renderer.pass(SETTLED);
        assertThat(renderer.configs())
                .filteredOn(config -> config.node().toString().equals("reflector/rr01"))
                .singleElement()
                .satisfies(config -> assertThat(config.cost().sessions()).isEqualTo(4));
    }

    @Test
    void hosts_that_come_cost_nothing_and_wait_for_nothing() {
        renderer.send(host("docker99", "lab", "fd00::999", "fd00:c0de:999::/64"));
        assertThat(renderer.nodesSent()).containsExactly("host/docker99", "reflector/rr01", "reflector/rr02");
    }
}
