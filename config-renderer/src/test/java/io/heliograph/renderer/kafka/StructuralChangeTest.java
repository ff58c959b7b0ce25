package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static io.heliograph.renderer.kafka.Entries.upstream;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changes that reach beyond one host, on the real topology: one reflector after the other.
class StructuralChangeTest {
    private static final Duration SETTLED = Duration.ofMillis(1_500);
    private static final Duration SOAKED = Duration.ofSeconds(33);

    private final DrivenRenderer renderer = new DrivenRenderer();
    private final Map<String, NodeConfig> sent = new HashMap<>();
    private long sequence;

    @BeforeEach
    void aFleet() {
        renderer.send(cluster("lab", Reach.DIRECT, upstream("router1", "fd00::1", 65000)));
        renderer.send(reflector("rr01", "lab", "fd00::11"), reflector("rr02", "lab", "fd00::12"));
        renderer.send(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"));
        renderer.send(host("docker02", "lab", "fd00::102", "fd00:c0de:2::/64"));
        renderer.pass(SETTLED);
        take();
        sent.keySet().forEach(node -> say(node, Outcome.CONFIRMED));
        health("rr01", "docker01", SessionState.UP);
        health("rr01", "docker02", SessionState.UP);
        health("rr02", "docker01", SessionState.UP);
        renderer.pass(SETTLED);
        assertThat(renderer.rollouts()).isEmpty();
    }

    @AfterEach
    void close() {
        renderer.close();
    }

    /// The nodes that were sent something, in order.
    private List<String> take() {
        var configs = renderer.configs();
        configs.forEach(config -> sent.put(config.node().toString(), config));
        return configs.stream().map(config -> config.node().toString()).toList();
    }

    private NodeConfig config(String node) {
        return Objects.requireNonNull(sent.get(node));
    }

    private void say(String node, Outcome outcome) {
        say(node, outcome, Optional.empty());
    }

    private void say(String node, Outcome outcome, Optional<BirdComplaint> complaint) {
        var config = config(node);
        renderer.send(new ApplyResult(
                NodeId.parse(node),
                new ClusterId("lab"),
                config.revision(),
                outcome,
                outcome == Outcome.CONFIRMED ? Optional.of(config.revision()) : config.previous(),
                outcome == Outcome.CONFIRMED
                        ? Optional.empty()
                        : Optional.of(Reason.of(ReasonCode.CONFIG_ROLLED_BACK, config.revision(), "docker01")),
                complaint,
                new ApplyResult.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                version(),
                renderer.now()));
    }

    private ReportVersion version() {
        return new ReportVersion(1, ++sequence, "test");
    }

    private void health(String reflector, String peer, SessionState state) {
        renderer.send(new SessionHealth(
                new ReflectorId(reflector),
                ProtocolName.of(new HostId(peer)),
                PeerKind.HOST,
                peer,
                IpAddress.parse("fd00::101"),
                state,
                "up",
                "Established",
                Optional.empty(),
                Optional.empty(),
                new RouteCounts(0, 0, 0, 0),
                Lifecycle.ACTIVE,
                Optional.empty(),
                version(),
                renderer.now(),
                renderer.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /// Another upstream's address: its session restarts on every reflector.
    private void changeUpstream(String address) {
        renderer.send(cluster("lab", Reach.DIRECT, upstream("router1", address, 65000)));
        renderer.pass(SETTLED);
    }

    @Test
    void the_second_reflector_follows_when_the_first_has_confirmed_and_held_its_sessions() {
        changeUpstream("fd00::2");
        assertThat(take()).containsExactly("reflector/rr01");
        assertThat(renderer.rollouts()).singleElement().satisfies(it -> {
            assertThat(it.node()).hasToString("reflector/rr02");
            assertThat(it.state()).isEqualTo(Rollout.State.WAITING);
        });
        say("reflector/rr01", Outcome.CONFIRMED);
        renderer.pass(Duration.ofSeconds(20));
        health("rr01", "docker01", SessionState.DOWN);
        renderer.pass(Duration.ofSeconds(5));
        health("rr01", "docker01", SessionState.UP);
        renderer.pass(Duration.ofSeconds(20));
        assertThat(take()).as("it soaks anew after a lost session").isEmpty();
        renderer.pass(Duration.ofSeconds(15));
        assertThat(take()).containsExactly("reflector/rr02");
        assertThat(renderer.rollouts())
                .last()
                .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.CLEAR));
    }

    @Test
    void what_is_routine_does_not_wait_for_what_is_structural() {
        changeUpstream("fd00::2");
        take();
        renderer.send(host("docker02", "lab", "fd00::102", "fd00:c0de:2::/64", "fd00:c0de:22::/64"));
        assertThat(take()).containsExactly("host/docker02", "reflector/rr01", "reflector/rr02");
        assertThat(config("reflector/rr02").text())
                .contains("fd00:c0de:22::/64", "fd00::1")
                .doesNotContain("fd00::2 as");
        say("reflector/rr01", Outcome.CONFIRMED);
        renderer.pass(SOAKED);
        assertThat(take()).containsExactly("reflector/rr02");
        assertThat(config("reflector/rr02").text()).contains("fd00:c0de:22::/64", "fd00::2 as");
    }

    @Test
    void what_no_agent_has_spoken_of_is_sent_again() {
        renderer.send(host("docker02", "lab", "fd00::102", "fd00:c0de:22::/64"));
        assertThat(take()).containsExactly("host/docker02", "reflector/rr01", "reflector/rr02");
        say("host/docker02", Outcome.CONFIRMED);
        say("reflector/rr02", Outcome.CONFIRMED);
        var lost = config("reflector/rr01").revision();
        renderer.pass(Duration.ofSeconds(150));
        assertThat(take()).containsExactly("reflector/rr01");
        assertThat(config("reflector/rr01").revision()).isEqualTo(lost);
        renderer.pass(Duration.ofSeconds(150));
        assertThat(take()).as("less and less often").isEmpty();
        say("reflector/rr01", Outcome.CONFIRMED);
        renderer.pass(Duration.ofMinutes(10));
        assertThat(take()).isEmpty();
    }

    @Test
    void what_an_agent_could_not_apply_is_sent_again_for_it_may_have_begun_anew_since() {
        renderer.send(host("docker02", "lab", "fd00::102", "fd00:c0de:22::/64"));
        take();
        say("host/docker02", Outcome.CONFIRMED);
        say("reflector/rr01", Outcome.HELD);
        say("reflector/rr02", Outcome.FAILED);
        renderer.pass(Duration.ofSeconds(150));
        assertThat(take()).containsExactly("reflector/rr01", "reflector/rr02");
    }

    @Test
    void no_verdict_is_a_stop_with_its_reason_and_a_late_one_goes_on() {
        changeUpstream("fd00::2");
        take();
        renderer.pass(Duration.ofMinutes(4));
        assertThat(take()).as("sent again, to this one").containsExactly("reflector/rr01");
        assertThat(renderer.rollouts()).last().satisfies(it -> {
            assertThat(it.state()).isEqualTo(Rollout.State.STOPPED);
            assertThat(it.reason().orElseThrow().message()).contains("reflector/rr01", "said nothing");
        });
        say("reflector/rr01", Outcome.CONFIRMED);
        renderer.pass(SOAKED);
        assertThat(take()).containsExactly("reflector/rr02");
    }

    @Test
    void a_failed_wave_keeps_its_lock_until_a_release() {
        changeUpstream("fd00::2");
        take();
        say("reflector/rr01", Outcome.ROLLED_BACK);
        renderer.pass(Duration.ofMinutes(30));
        assertThat(take()).as("sent again, to this one").containsOnly("reflector/rr01");
        var stopped = renderer.rollouts().getLast();
        assertThat(stopped.state()).isEqualTo(Rollout.State.STOPPED);
        renderer.send(new Release(
                stopped.node(),
                stopped.cluster(),
                stopped.revision().orElseThrow(),
                stopped.risk().orElseThrow(),
                "test",
                "test",
                renderer.now(),
                renderer.now().plusSeconds(60)));
        renderer.pass(SETTLED);
        assertThat(take()).containsExactly("reflector/rr02");
    }

    @Test
    void a_newer_revision_takes_the_failed_ones_place() {
        changeUpstream("fd00::2");
        take();
        say("reflector/rr01", Outcome.ROLLED_BACK);
        renderer.pass(SETTLED);
        changeUpstream("fd00::3");
        assertThat(take()).containsExactly("reflector/rr01");
        say("reflector/rr01", Outcome.CONFIRMED);
        renderer.pass(SOAKED);
        assertThat(take()).containsExactly("reflector/rr02");
    }

    @Test
    void what_is_undone_leaves_nothing_waiting() {
        changeUpstream("fd00::2");
        take();
        say("reflector/rr01", Outcome.ROLLED_BACK);
        renderer.pass(SETTLED);
        changeUpstream("fd00::1");
        assertThat(take()).containsExactly("reflector/rr01");
        assertThat(renderer.rollouts())
                .last()
                .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.CLEAR));
    }

    @Test
    void hosts_get_what_restarts_their_sessions_after_the_reflectors_and_in_waves() {
        renderer.send(cluster("lab", Reach.MULTIHOP, upstream("router1", "fd00::1", 65000)));
        renderer.pass(SETTLED);
        assertThat(take()).as("one reflector, no host").containsExactly("reflector/rr01");
        say("reflector/rr01", Outcome.CONFIRMED);
        renderer.pass(SOAKED);
        assertThat(take()).containsExactly("reflector/rr02");
        say("reflector/rr02", Outcome.CONFIRMED);
        renderer.pass(SOAKED);
        assertThat(take()).containsExactly("host/docker01");
        renderer.pass(SOAKED);
        assertThat(take()).as("it has not confirmed").isEmpty();
        say("host/docker01", Outcome.CONFIRMED);
        renderer.pass(SOAKED);
        assertThat(take()).containsExactly("host/docker02");
    }

    @Test
    void a_host_whose_part_bird_refuses_is_left_out_and_the_others_move_on() {
        renderer.send(host("docker03", "lab", "fd00::103", "fd00:c0de:3::/64"));
        take();
        var complaint = new BirdComplaint("bird.conf", 7, 1, "syntax error", List.of())
                .at(ProtocolName.of(new HostId("docker03")), Optional.of("docker03"));
        say("reflector/rr01", Outcome.REJECTED, Optional.of(complaint));
        renderer.pass(SETTLED);
        assertThat(take()).containsExactlyInAnyOrder("reflector/rr01", "reflector/rr02");
        assertThat(config("reflector/rr01").text()).doesNotContain("docker03").contains("docker01", "docker02");
        assertThat(renderer.rollouts()).singleElement().satisfies(it -> {
            assertThat(it.node()).hasToString("host/docker03");
            assertThat(it.reason().orElseThrow().code()).isEqualTo(ReasonCode.HOST_SET_ASIDE);
        });
        renderer.send(host("docker02", "lab", "fd00::102", "fd00:c0de:22::/64"));
        renderer.pass(SETTLED);
        take();
        assertThat(config("reflector/rr01").text()).doesNotContain("docker03").contains("fd00:c0de:22::/64");
        renderer.send(host("docker03", "lab", "fd00::103", "fd00:c0de:33::/64"));
        renderer.pass(SETTLED);
        take();
        assertThat(config("reflector/rr01").text()).contains("docker03", "fd00:c0de:33::/64");
        assertThat(renderer.rollouts())
                .last()
                .satisfies(it -> assertThat(it.state()).isEqualTo(Rollout.State.CLEAR));
    }
}
