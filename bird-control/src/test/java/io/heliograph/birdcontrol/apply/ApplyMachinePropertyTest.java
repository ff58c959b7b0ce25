package io.heliograph.birdcontrol.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Whatever happens to agent, BIRD, socket and disk, in whatever order: no `configure` is sent while one is
/// pending, the last good configuration stays on disk, and at rest BIRD runs what it should.
class ApplyMachinePropertyTest {
    private static final int ROUNDS = 500;
    private static final int EVENTS = 25;
    private static final List<NodeConfig> CONFIGS = List.of(
            ModelNode.config("one"),
            ModelNode.config("two"),
            ModelNode.config("three RESTARTS"),
            ModelNode.config("four RESTARTS"),
            ModelNode.config("five ISOLATES"),
            ModelNode.config("six BAD"),
            ModelNode.config("seven DEADLY"));

    private final List<String> story = new ArrayList<>();

    @Test
    void no_sequence_of_events_does_harm() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed);
        for (int round = 0; round < ROUNDS; round++) {
            story.clear();
            try {
                live(new Random(seed + round));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=" + (seed + round) + " " + String.join("; ", story), e);
            }
        }
    }

    private void live(Random random) {
        var node = new ModelNode();
        var confirmed = new HashSet<NodeConfig>();
        Optional<NodeConfig> wanted = Optional.empty();
        for (int i = 0; i < EVENTS; i++) {
            if (random.nextInt(3) == 0) {
                wanted = Optional.of(CONFIGS.get(random.nextInt(CONFIGS.size())));
                story.add("offer " + wanted.get().text());
                node.offer(wanted.get());
            } else {
                trouble(random, node);
            }
            check(node, confirmed);
        }
        story.add("rest");
        node.diskFull = false;
        node.secretMissing = false;
        node.loseNextAnswer = false;
        // Thrice: a configuration that kills BIRD is given up only after some deaths.
        for (int i = 0; i < 4; i++) {
            wanted.ifPresent(node::offer);
            node.startBird();
            node.pass(Duration.ofMinutes(3));
        }
        // The log is read again by an agent that starts again.
        wanted.ifPresent(node::offer);
        node.pass(Duration.ofMinutes(3));
        check(node, confirmed);
        atRest(node, wanted);
    }

    private void trouble(Random random, ModelNode node) {
        List<Consumer<ModelNode>> troubles = List.of(
                it -> it.pass(Duration.ofMillis(1L << random.nextInt(16))),
                it -> it.pass(Duration.ofMillis(1L << random.nextInt(16))),
                ModelNode::killBird,
                ModelNode::startBird,
                ModelNode::startBird,
                ModelNode::reconnect,
                ModelNode::restartAgent,
                it -> {
                    it.bird.configureForGood("by hand for good", it.now);
                    it.restartAgent();
                },
                it -> it.loseNextAnswer = true,
                it -> it.diskFull = !it.diskFull,
                it -> it.secretMissing = !it.secretMissing,
                it -> {
                    if (it.bird.alive) {
                        it.bird.configureByHand("by hand", it.now);
                    }
                });
        int which = random.nextInt(troubles.size());
        story.add("trouble " + which);
        troubles.get(which).accept(node);
    }

    private static void check(ModelNode node, Set<NodeConfig> confirmed) {
        assertThat(node.bird.violations).isEmpty();
        var before = !confirmed.isEmpty();
        for (var config : CONFIGS) {
            if (node.results.stream()
                    .anyMatch(it ->
                            it.revision().equals(config.revision()) && it.outcome() == ApplyResult.Outcome.CONFIRMED)) {
                confirmed.add(config);
            }
        }
        if (before) {
            assertThat(node.current()).as("the last good one is on disk").isPresent();
        }
        node.current()
                .ifPresent(it -> assertThat(confirmed).as("was confirmed once").contains(it));
        assertThat(confirmed).noneMatch(it -> it.text().matches(".*(BAD|DEADLY).*"));
    }

    private static void atRest(ModelNode node, Optional<NodeConfig> wanted) {
        assertThat(node.bird.alive).isTrue();
        assertThat(node.bird.hasTrial()).isFalse();
        if (wanted.isEmpty()) {
            return;
        }
        if (node.state.drift().isPresent()) {
            // What somebody did by hand stays, as long as nothing but what was confirmed already is wanted.
            assertThat(node.bird.running).startsWith("by hand");
            assertThat(node.results).anyMatch(it -> it.reason().equals(node.state.drift()));
            return;
        }
        boolean runs = node.bird.running.equals(wanted.get().text());
        boolean mayFail = wanted.get().text().matches(".*(BAD|DEADLY|ISOLATES).*");
        assertThat(runs || mayFail)
                .as(
                        "BIRD runs '%s', wanted '%s'",
                        node.bird.running, wanted.get().text())
                .isTrue();
        if (!runs) {
            assertThat(node.bird.running)
                    .isEqualTo(node.current().map(NodeConfig::text).orElse(node.bird.running));
        }
        assertThat(node.results).isNotEmpty();
        assertThat(node.results.getLast().outcome()).isNotEqualTo(ApplyResult.Outcome.FAILED);
    }
}
