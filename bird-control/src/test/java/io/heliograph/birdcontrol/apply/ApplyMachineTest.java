package io.heliograph.birdcontrol.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplyMachineTest {
    private static final NodeConfig ONE = ModelNode.config("one");
    private static final NodeConfig TWO = ModelNode.config("two");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final ModelNode node = new ModelNode();

    @AfterEach
    void nothing_forbidden_was_sent() {
        assertThat(node.bird.violations).isEmpty();
    }

    private List<Outcome> outcomes() {
        return node.results.stream().map(ApplyEffect.Announce::outcome).toList();
    }

    @Test
    void a_configuration_is_tried_and_confirmed_without_any_time_passing() {
        node.bird.commands.clear();
        node.offer(ONE);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED);
        assertThat(node.bird.commands.stream().map(it -> it.replaceAll(" \"[^\"]*\"", " FILE")))
                .containsExactly(
                        "configure status",
                        "show protocols",
                        "configure FILE timeout 30",
                        "configure confirm",
                        "show status");
        assertThat(node.current()).contains(ONE);
        assertThat(node.bird.running).isEqualTo("one");
    }

    @Test
    void an_equal_revision_asks_bird_nothing_and_is_answered() {
        node.offer(ONE);
        node.bird.commands.clear();
        node.offer(ONE);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.CONFIRMED);
        assertThat(node.bird.commands).isEmpty();
    }

    @Test
    void one_that_comes_after_the_one_that_replaced_it_changes_nothing() {
        var first = ModelNode.config("first", ONE, 5);
        var second = ModelNode.config("second", first, 7);
        node.offer(first);
        node.pass(Duration.ofSeconds(1));
        node.offer(second);
        node.pass(Duration.ofSeconds(1));
        node.bird.commands.clear();
        node.offer(first);
        node.pass(Duration.ofSeconds(1));
        assertThat(node.bird.running).isEqualTo("second");
        node.restartAgent();
        node.pass(Duration.ofSeconds(1));
        node.offer(first);
        node.pass(Duration.ofSeconds(1));
        assertThat(node.bird.running).isEqualTo("second");
        assertThat(node.bird.commands).noneMatch(command -> command.contains("timeout"));
    }

    @Test
    void the_first_configuration_after_the_second_changes_nothing() {
        var first = ModelNode.first("first", 5);
        node.offer(first);
        node.pass(Duration.ofSeconds(1));
        node.offer(ModelNode.config("second", first, 7));
        node.pass(Duration.ofSeconds(1));
        node.offer(first);
        node.pass(Duration.ofSeconds(1));
        assertThat(node.bird.running).isEqualTo("second");
    }

    @Test
    void a_fleet_whose_topic_was_made_anew_is_followed() {
        var first = ModelNode.config("first", ONE, 5);
        node.offer(first);
        node.pass(Duration.ofSeconds(1));
        node.offer(ModelNode.config("second", first, 1));
        node.pass(Duration.ofSeconds(1));
        assertThat(node.bird.running).isEqualTo("second");
    }

    @Test
    void of_those_that_follow_quickly_only_the_latest_is_applied() {
        node.offer(ONE);
        node.offer(ModelNode.config("skipped"));
        node.offer(TWO);
        assertThat(node.bird.running).isEqualTo("one");
        node.pass(Duration.ofMillis(100));
        assertThat(node.bird.running).isEqualTo("two");
        assertThat(node.results)
                .extracting(ApplyEffect.Announce::revision)
                .containsExactly(ONE.revision(), TWO.revision());
    }

    @Test
    void a_damaged_record_changes_nothing() {
        node.offer(ONE);
        node.offer(new NodeConfig(
                ONE.node(),
                ONE.cluster(),
                Revision.of("something else"),
                Optional.empty(),
                "damaged",
                "test",
                ONE.changeClass(),
                ONE.cost(),
                Map.of(),
                "test",
                List.of()));
        node.pass(LONG);
        assertThat(node.results.getLast().reason())
                .get()
                .matches(it -> it.code() == ReasonCode.CONFIG_REVISION_MISMATCH);
        assertThat(node.bird.running).isEqualTo("one");
    }

    @Test
    void what_bird_does_not_read_is_sent_once() {
        node.offer(ONE);
        node.bird.commands.clear();
        node.offer(ModelNode.config("BAD"));
        node.pass(LONG);
        assertThat(node.lastOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(node.bird.commands).filteredOn(it -> it.contains("timeout")).hasSize(1);
        assertThat(node.bird.running).isEqualTo("one");
        assertThat(node.current()).contains(ONE);
    }

    @Test
    void a_session_that_returns_in_time_confirms() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        node.offer(ModelNode.config("two RESTARTS"));
        assertThat(node.bird.hasTrial()).isTrue();
        node.pass(Duration.ofSeconds(5));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(node.bird.running).isEqualTo("two RESTARTS");
    }

    @Test
    void a_session_that_does_not_return_undoes_and_the_disk_never_knew() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        node.offer(ModelNode.config("two ISOLATES"));
        assertThat(node.current()).contains(ONE);
        node.pass(LONG);
        assertThat(node.lastOutcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(node.results.getLast().reason().orElseThrow().message()).contains("h_1");
        assertThat(node.results.getLast().running()).contains(ONE.revision());
        assertThat(node.bird.running).isEqualTo("one");
        node.offer(TWO);
        node.pass(LONG);
        assertThat(node.bird.running).isEqualTo("two");
    }

    @Test
    void a_trial_of_a_former_life_is_undone_at_once() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        node.offer(ModelNode.config("two ISOLATES"));
        node.restartAgent();
        node.pass(Duration.ofSeconds(2));
        assertThat(node.bird.hasTrial()).isFalse();
        assertThat(node.bird.running).isEqualTo("one");
    }

    @Test
    void a_trial_of_somebody_else_is_left_alone() {
        node.offer(ONE);
        node.bird.configureByHand("by hand", node.now);
        node.pass(Duration.ofSeconds(1));
        node.offer(TWO);
        node.pass(Duration.ofSeconds(10));
        assertThat(node.bird.hasTrial()).isTrue();
        node.pass(LONG);
        assertThat(node.bird.running).isEqualTo("two");
    }

    @Test
    void an_absent_bird_is_told_once_and_served_when_it_comes() {
        node.killBird();
        node.offer(ONE);
        node.pass(LONG);
        assertThat(outcomes()).containsExactly(Outcome.FAILED);
        node.startBird();
        assertThat(outcomes()).containsExactly(Outcome.FAILED, Outcome.CONFIRMED);
    }

    @Test
    void a_configuration_that_kills_bird_is_given_up_and_never_started_from() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        node.offer(ModelNode.config("DEADLY"));
        for (int i = 0; i < 5; i++) {
            node.startBird();
            node.pass(Duration.ofSeconds(5));
        }
        assertThat(node.results)
                .filteredOn(it -> it.outcome() == Outcome.ROLLED_BACK)
                .extracting(ApplyEffect.Announce::revision)
                .containsExactly(ModelNode.config("DEADLY").revision());
        assertThat(node.bird.alive).isTrue();
        assertThat(node.bird.running).isEqualTo("one");
        assertThat(node.current()).contains(ONE);
    }

    @Test
    void a_person_has_what_was_given_up_tried_again() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        var next = ModelNode.config("two RESTARTS");
        node.offer(next);
        for (int i = 0; i < 3; i++) {
            for (int moment = 0; moment < 100 && !node.bird.hasTrial(); moment++) {
                node.pass(Duration.ofMillis(50));
            }
            assertThat(node.bird.hasTrial()).isTrue();
            node.killBird();
            node.startBird();
        }
        node.pass(LONG);
        assertThat(outcomes()).endsWith(Outcome.ROLLED_BACK, Outcome.CONFIRMED);
        assertThat(node.bird.running).as("it is not tried by itself").isEqualTo("one");
        node.release(next, Duration.ofHours(1));
        node.pass(LONG);
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(node.bird.running).isEqualTo(next.text());
    }

    @Test
    void a_word_for_what_was_given_up_counts_once() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        var deadly = ModelNode.config("DEADLY");
        node.offer(deadly);
        dieOfIt();
        var until = node.now.plus(Duration.ofHours(1));
        node.release(deadly, Duration.between(node.now, until));
        dieOfIt();
        assertThat(node.results)
                .filteredOn(it -> it.outcome() == Outcome.ROLLED_BACK)
                .hasSize(2);
        node.bird.commands.clear();
        node.release(deadly, Duration.between(node.now, until));
        node.pass(LONG);
        assertThat(node.bird.commands).noneMatch(it -> it.startsWith("configure \""));
        assertThat(node.bird.running).isEqualTo("one");
    }

    private void dieOfIt() {
        for (int i = 0; i < 5; i++) {
            node.startBird();
            node.pass(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_full_disk_is_told_once_and_tried_again() {
        node.diskFull = true;
        node.offer(ONE);
        node.pass(Duration.ofSeconds(10));
        assertThat(outcomes()).containsExactly(Outcome.FAILED);
        assertThat(node.results.getLast().reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_NOT_STORED);
        node.diskFull = false;
        node.pass(Duration.ofSeconds(2));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void a_secret_that_is_missing_is_told_once_and_looked_for_again() {
        node.offer(ONE);
        node.secretMissing = true;
        node.diskFull = true;
        node.offer(TWO);
        node.pass(Duration.ofSeconds(10));
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.REJECTED);
        assertThat(node.results.getLast().reason()).get().matches(it -> it.code() == ReasonCode.SECRET_MISSING);
        assertThat(node.bird.running).isEqualTo("one");
        node.secretMissing = false;
        node.pass(Duration.ofSeconds(2));
        assertThat(node.lastOutcome()).as("another reason is told as well").isEqualTo(Outcome.FAILED);
        node.diskFull = false;
        node.pass(Duration.ofSeconds(2));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(node.bird.running).isEqualTo("two");
    }

    @Test
    void an_agent_that_starts_again_finds_bird_as_it_left_it_and_applies_nothing() {
        node.offer(ONE);
        node.restartAgent();
        node.bird.commands.clear();
        node.offer(ONE);
        node.pass(LONG);
        assertThat(node.bird.commands).allMatch(it -> it.equals("show status"));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void what_somebody_did_while_the_agent_was_away_is_told_once_and_not_fought() {
        node.offer(ONE);
        node.bird.configureForGood("by hand", node.now);
        node.restartAgent();
        node.offer(ONE);
        node.pass(LONG);
        assertThat(node.bird.running).isEqualTo("by hand");
        assertThat(node.results)
                .filteredOn(it -> it.reason()
                        .filter(why -> why.code() == ReasonCode.CONFIG_DRIFT)
                        .isPresent())
                .as("told by itself, and in answer to the offer")
                .hasSize(2)
                .allMatch(it -> it.outcome() == Outcome.FAILED && it.running().isEmpty());
    }

    @Test
    void a_hand_edit_is_told_once_and_the_next_revision_replaces_it() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        node.bird.configureForGood("by hand", node.now);
        node.pass(LONG);
        assertThat(node.bird.running).isEqualTo("by hand");
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.FAILED);
        assertThat(node.results.getLast().reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_DRIFT);
        assertThat(node.state.drift()).isPresent();

        node.offer(TWO);
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(node.bird.running).isEqualTo("two");
        assertThat(node.state.drift()).isEmpty();
    }

    @Test
    void a_hand_edit_that_is_undone_is_told_as_well() {
        node.offer(ONE);
        node.pass(Duration.ofSeconds(1));
        node.bird.configureByHand("by hand", node.now);
        node.pass(Duration.ofSeconds(15));
        assertThat(node.lastOutcome()).isEqualTo(Outcome.FAILED);
        node.pass(LONG);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.FAILED, Outcome.CONFIRMED);
        assertThat(node.bird.running).isEqualTo("one");
    }

    @Test
    void a_person_may_have_the_hand_edit_replaced_by_what_was_there() {
        node.offer(ONE);
        node.bird.configureForGood("by hand", node.now);
        node.pass(LONG);
        node.release(ONE, Duration.ofMinutes(1));
        assertThat(node.bird.running).isEqualTo("one");
        assertThat(node.lastOutcome()).isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void a_file_that_was_changed_is_told_once_and_again_when_it_is_put_back() {
        node.offer(ONE);
        node.foreign = Optional.of("current leads to elsewhere");
        node.pass(LONG);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.FAILED);
        assertThat(node.results.getLast().reason()).get().matches(it -> it.code() == ReasonCode.CONFIG_FILE_DRIFT);
        assertThat(node.results.getLast().running()).contains(ONE.revision());
        node.foreign = Optional.empty();
        node.pass(LONG);
        assertThat(outcomes()).containsExactly(Outcome.CONFIRMED, Outcome.FAILED, Outcome.CONFIRMED);
    }

    @Test
    void a_bird_that_was_started_again_is_no_drift() {
        node.offer(ONE);
        node.killBird();
        node.startBird();
        node.pass(LONG);
        assertThat(outcomes()).doesNotContain(Outcome.FAILED);
        assertThat(node.state.drift()).isEmpty();
    }
}
