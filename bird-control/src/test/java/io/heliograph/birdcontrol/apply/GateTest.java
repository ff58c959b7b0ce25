package io.heliograph.birdcontrol.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What must not reach BIRD does not.
class GateTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final NodeConfig FULL = networks(1, 10);
    private static final NodeConfig FEW = networks(1, 2);

    private final ModelNode node = new ModelNode();

    @AfterEach
    void nothing_forbidden_was_sent() {
        assertThat(node.bird.violations).isEmpty();
    }

    private static NodeConfig networks(int from, int to) {
        return ModelNode.config("protocol static announced { ipv6;"
                + IntStream.rangeClosed(from, to)
                        .mapToObj(number -> " route fd00:c0de:" + number + "::/64 blackhole;")
                        .collect(Collectors.joining())
                + " }\n");
    }

    private List<Outcome> outcomes() {
        return node.results.stream().map(ApplyEffect.Announce::outcome).toList();
    }

    private boolean runs(NodeConfig config) {
        return node.bird.running.equals(config.text());
    }

    private void full() {
        node.offer(FULL);
        node.pass(Duration.ofSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED);
        node.results.clear();
        node.bird.commands.clear();
    }

    @Test
    void what_breaks_our_own_rules_is_refused_before_bird_is_asked() {
        full();
        node.offer(ModelNode.config("""
                protocol bgp h_1 {
                	description "docker01";
                	local fd00::1 as 65001; neighbor fd00::2 as 65001;
                	ipv6 { import where net ~ [ ]; export none; };
                }
                """));
        node.pass(Duration.ofSeconds(5));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED);
        var result = node.results.getFirst();
        assertThat(result.reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_EMPTY_SET);
        assertThat(result.complaint()).get().satisfies(it -> {
            assertThat(it.protocol()).contains(new ProtocolName("h_1"));
            assertThat(it.peer()).contains("docker01");
            assertThat(it.line()).isEqualTo(4);
        });
        assertThat(node.bird.commands).noneMatch(it -> it.startsWith("configure \""));
        assertThat(runs(FULL)).isTrue();
    }

    @Test
    void what_costs_too_much_is_held_and_told_once() {
        full();
        node.offer(FEW);
        node.pass(LONG);
        assertThat(outcomes()).containsExactly(Outcome.HELD);
        assertThat(node.results.getFirst().reason()).get().satisfies(it -> {
            assertThat(it.code()).isEqualTo(ReasonCode.CONFIG_HELD);
            assertThat(it.message()).contains("8 of 10 prefixes");
        });
        assertThat(node.bird.commands).noneMatch(it -> it.startsWith("configure \""));
        assertThat(runs(FULL)).isTrue();
        assertThat(node.state.held()).isPresent();
        node.offer(FEW);
        assertThat(outcomes()).as("who asks is answered").containsExactly(Outcome.HELD, Outcome.HELD);
    }

    @Test
    void the_first_configuration_of_a_bird_is_free() {
        node.offer(FEW);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED);
    }

    @Test
    void a_later_revision_within_the_limits_takes_its_place() {
        full();
        node.offer(FEW);
        node.offer(networks(1, 9));
        node.pass(Duration.ofSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.CONFIRMED);
        assertThat(node.state.held()).isEmpty();
    }

    @Test
    void a_release_lets_this_revision_go_and_no_other() {
        full();
        node.offer(FEW);
        node.release(networks(1, 3), Duration.ofMinutes(5));
        node.pass(Duration.ofSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.HELD);
        node.release(FEW, Duration.ofMinutes(5));
        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.CONFIRMED);
        assertThat(runs(FEW)).isTrue();
    }

    @Test
    void a_release_may_come_first_and_expires() {
        full();
        node.release(FEW, Duration.ofMinutes(5));
        node.pass(Duration.ofMinutes(6));
        node.offer(FEW);
        assertThat(outcomes()).containsExactly(Outcome.HELD);
        node.release(FEW, Duration.ofMinutes(5));
        node.pass(Duration.ofSeconds(1));
        assertThat(runs(FEW)).isTrue();
        node.offer(networks(1, 1));
        node.pass(Duration.ofSeconds(1));
        assertThat(node.lastOutcome())
                .as("what a person let go counts against nobody")
                .isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void what_docker_has_not_any_more_may_go() {
        full();
        node.present(Set.copyOf(prefixes(1, 10)));
        node.offer(FEW);
        assertThat(outcomes()).containsExactly(Outcome.HELD);
        node.present(Set.copyOf(prefixes(1, 2)));
        node.pass(Duration.ofSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.CONFIRMED);
    }

    private static List<Prefix> prefixes(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> Prefix.parse("fd00:c0de:" + number + "::/64"))
                .toList();
    }

    @Test
    void small_steps_add_up_across_a_restart_of_the_agent_until_they_are_old() {
        node.offer(networks(1, 20));
        node.pass(Duration.ofSeconds(1));
        node.offer(networks(1, 17));
        node.pass(Duration.ofSeconds(1));
        node.restartAgent();
        node.results.clear();
        node.offer(networks(1, 15));
        node.pass(Duration.ofSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.HELD);
        node.restartAgent();
        node.offer(networks(1, 15));
        node.pass(Duration.ofMinutes(8));
        assertThat(runs(networks(1, 17))).isTrue();
        node.pass(Duration.ofMinutes(3));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(runs(networks(1, 15))).isTrue();
    }

    @Test
    void to_put_right_what_was_done_by_hand_forgives_no_loss() {
        var most = networks(1, 17);
        node.offer(networks(1, 20));
        node.offer(most);
        node.pass(Duration.ofSeconds(1));
        node.bird.configureForGood(most.text() + "# by hand\n", node.now);
        node.pass(LONG);
        assertThat(node.state.drift()).isPresent();
        node.release(most, Duration.ofMinutes(5));
        assertThat(runs(most)).isTrue();
        node.offer(networks(1, 15));
        node.pass(Duration.ofSeconds(1));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.HELD);
        assertThat(runs(most)).isTrue();
    }

    @Test
    void a_bird_that_was_started_again_gets_the_last_good_one_while_another_is_held() {
        full();
        node.offer(FEW);
        node.killBird();
        node.startBird();
        node.pass(LONG);
        assertThat(runs(FULL)).isTrue();
        assertThat(outcomes().getLast()).isIn(Outcome.HELD, Outcome.CONFIRMED);
        assertThat(node.state.held()).isPresent();
    }

    @Test
    void the_block_that_bird_does_not_read_is_named() {
        full();
        var text = FULL.text()
                + IntStream.rangeClosed(1, 9)
                        .mapToObj(it -> """
                                protocol bgp h_%d {
                                	description "docker%d"; local fd00::1 as 65001; neighbor fd00::1:%d as 65001;
                                	ipv6 { import none; export none; };
                                }
                                """.formatted(it, it, it))
                        .collect(Collectors.joining())
                        .replace("neighbor fd00::1:6 as 65001", "neighbor fd00::1:6 as BAD");
        node.offer(ModelNode.config(text));
        node.pass(Duration.ofSeconds(1));
        assertThat(outcomes()).containsExactly(Outcome.REJECTED);
        var complaint = node.results.getFirst().complaint().orElseThrow();
        assertThat(complaint.protocol()).contains(new ProtocolName("h_6"));
        assertThat(complaint.peer()).contains("docker6");
        assertThat(node.results.getFirst().reason().orElseThrow().message()).contains("in the block h_6 of docker6");
        assertThat(runs(FULL)).isTrue();
    }

    private static NodeConfig session(int hold, String word) {
        return ModelNode.config("""
                # %s
                protocol bgp h_1 { local fd00::1 as 65001; neighbor fd00::2 as 65001; hold time %d;
                  ipv6 { import all; export all; }; }
                """.formatted(word, hold));
    }

    @Test
    void sessions_that_return_without_their_networks_undo_it() {
        node.offer(session(9, "RESTARTS"));
        node.pass(Duration.ofSeconds(5));
        node.offer(session(12, "MUTE RESTARTS"));
        node.pass(LONG);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.ROLLED_BACK);
        assertThat(node.results.getLast().reason()).get().satisfies(it -> {
            assertThat(it.code()).isEqualTo(ReasonCode.CONFIG_PREFIXES_LOST);
            assertThat(it.message()).contains("10 of the 100");
        });
        assertThat(runs(session(9, "RESTARTS"))).isTrue();
        node.offer(session(15, "RESTARTS"));
        node.pass(LONG);
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
    }
}
