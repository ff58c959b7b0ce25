package io.heliograph.simulation;

import io.heliograph.birdcontrol.apply.ApplyEffect;
import io.heliograph.birdcontrol.apply.ApplyInput;
import io.heliograph.birdcontrol.apply.ApplyMachine;
import io.heliograph.birdcontrol.apply.ApplySettings;
import io.heliograph.birdcontrol.apply.ApplyState;
import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The applying half of an agent, with its disk and its BIRD.
final class SimulatedNode {
    private static final int MAX_CRASHES = 2;

    final NodeId node;
    final SimulatedBird bird = new SimulatedBird();
    final SimulatedLog.Reader configs;
    Optional<NodeConfig> current = Optional.empty();
    boolean faulty = true;
    private final Timeline time;
    private final ApplyMachine machine;
    private final Deque<ApplyInput> inputs = new ArrayDeque<>();
    private ApplyState state = ApplyState.initial();
    private Optional<ApplyInput.Note> note = Optional.empty();
    private Optional<NodeConfig> newest = Optional.empty();
    private Losses losses = Losses.NONE;
    private boolean trial;
    private int crashes;

    SimulatedNode(NodeId node, ClusterId cluster, Timeline time, SimulatedLog log) {
        this.node = node;
        this.time = time;
        machine = new ApplyMachine(new ApplySettings(
                node,
                cluster,
                "/run/bird.ctl",
                Duration.ofMillis(100),
                ApplySettings.TRIAL,
                ApplySettings.SESSION_RETURN));
        configs = log.follow(Topic.CONFIGS, this::read);
        restart();
    }

    /// Only the newest record of its key counts, and only once the topic was read to its end.
    private void read(Object event) {
        if (event instanceof NodeConfig config && config.node().equals(node)) {
            newest = Optional.of(config);
        }
        if (configs.atEnd() && newest.isPresent()) {
            var config = newest.get();
            newest = Optional.empty();
            take(new ApplyInput.Offered(config));
        }
    }

    void restart() {
        state = ApplyState.initial();
        newest = Optional.empty();
        take(new ApplyInput.Started(current, note, trial, losses));
        if (bird.alive) {
            take(new ApplyInput.Connected());
        }
        configs.replay();
    }

    void crash() {
        if (bird.alive && crashes < MAX_CRASHES) {
            crashes++;
            bird.die();
            take(new ApplyInput.Lost("killed"));
            time.after(1000 + time.random.nextInt(4000), node + " BIRD starts", () -> {
                bird.start(current.map(NodeConfig::text).orElse(""));
                take(new ApplyInput.Connected());
            });
        }
    }

    private void take(ApplyInput first) {
        inputs.add(first);
        for (var input = inputs.poll(); input != null; input = inputs.poll()) {
            var step = machine.step(state, input, time.now);
            state = step.state();
            step.effects().forEach(this::perform);
        }
        state.wake()
                .ifPresent(at ->
                        time.after(Math.max(1, Duration.between(time.now, at).toMillis()), node + " wakes", () -> {
                            bird.pass(time.now);
                            take(new ApplyInput.TimePassed());
                        }));
    }

    private void perform(ApplyEffect effect) {
        switch (effect) {
            case ApplyEffect.Ask(var command, var _) -> ask(command);
            case ApplyEffect.Stage(var config) -> {
                var file = "/" + config.revision();
                bird.files.put(file, config.text());
                inputs.addFirst(new ApplyInput.Staged(file));
            }
            case ApplyEffect.Probe(var revision, var text) -> {
                var file = "/" + revision + "/probe";
                bird.files.put(file, text);
                inputs.addFirst(new ApplyInput.Staged(file));
            }
            case ApplyEffect.Inspect _ -> inputs.addFirst(new ApplyInput.Inspected(Optional.empty()));
            case ApplyEffect.KeepLosses(var kept) -> losses = kept;
            case ApplyEffect.OpenTrial _ -> trial = true;
            case ApplyEffect.CloseTrial() -> trial = false;
            case ApplyEffect.Promote(var config) -> current = Optional.of(config);
            case ApplyEffect.Remember(var taken) -> note = Optional.of(taken);
            case ApplyEffect.Announce announce -> time.events.add(node + " " + announce.outcome());
            case ApplyEffect.Log _ -> {}
        }
    }

    private void ask(String command) {
        if (!bird.alive) {
            inputs.addFirst(new ApplyInput.Lost("refused"));
            return;
        }
        long slow = faulty ? time.random.nextInt(3) * 300L : 0;
        boolean up = !faulty || time.random.nextInt(4) > 0;
        var reply = bird.answer(command, time.now, slow, up);
        if (faulty && bird.hasTrial() && crashes < MAX_CRASHES && time.random.nextInt(30) == 0) {
            time.after(0, node + " BIRD dies on trial", this::crash);
        }
        inputs.addFirst(new ApplyInput.Answered(reply));
    }
}
