package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A machine around the real [ApplyMachine]: a model of BIRD, of the disk, and of time.
final class ModelNode {
    static final Duration TRIAL = Duration.ofSeconds(30);
    static final Duration RETURN = Duration.ofSeconds(10);
    private static final NodeId NODE = NodeId.parse("host/docker01");
    private static final ClusterId CLUSTER = new ClusterId("lab");
    private static final int MAX_STEPS = 10_000;

    final ModelBird bird;
    final List<ApplyEffect.Announce> results = new ArrayList<>();
    Instant now = Instant.parse("2026-11-23T23:00:00Z");
    ApplyState state = ApplyState.initial();
    /// The answer to the next question is lost on its way, although BIRD has done what it was asked.
    boolean loseNextAnswer;

    boolean diskFull;
    boolean secretMissing;

    private final ApplyMachine machine = new ApplyMachine(new ApplySettings(
            NODE,
            CLUSTER,
            "/run/bird.ctl",
            Duration.ofMillis(100),
            TRIAL,
            RETURN,
            BrakeLimits.USUAL,
            Duration.ofSeconds(10)));
    private final Deque<ApplyInput> inputs = new ArrayDeque<>();
    private Optional<NodeConfig> current = Optional.empty();
    private Optional<ApplyInput.Note> note = Optional.empty();
    private Losses losses = Losses.NONE;
    Optional<String> foreign = Optional.empty();
    private boolean trial;

    ModelNode() {
        bird = new ModelBird("bootstrap");
        restartAgent();
    }

    static NodeConfig config(String text) {
        return config(text, Optional.empty(), Map.of());
    }

    /// What the renderer sends after that much of the fleet.
    static NodeConfig config(String text, NodeConfig before, long offset) {
        return config(text, Optional.of(before.revision()), Map.of("0", offset));
    }

    /// What it sends to a node that it has sent nothing before.
    static NodeConfig first(String text, long offset) {
        return config(text, Optional.empty(), Map.of("0", offset));
    }

    private static NodeConfig config(String text, Optional<Revision> previous, Map<String, Long> offsets) {
        return new NodeConfig(
                NODE,
                CLUSTER,
                Revision.of(text),
                previous,
                text,
                "test",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                offsets,
                "test",
                List.of(new PlannedSession(
                        new ProtocolName("h_1"), PeerKind.HOST, "docker01", IpAddress.parse("fd00::2"), List.of())));
    }

    Optional<NodeConfig> current() {
        return current;
    }

    ApplyResult.Outcome lastOutcome() {
        return results.getLast().outcome();
    }

    /// The agent dies and starts again: what it knew is gone, what it wrote is not.
    void restartAgent() {
        state = ApplyState.initial();
        inputs.clear();
        take(new ApplyInput.Started(current, note, trial, losses));
        if (bird.alive) {
            take(new ApplyInput.Connected());
        }
    }

    void offer(NodeConfig config) {
        take(new ApplyInput.Offered(config));
    }

    void release(NodeConfig config, Duration valid) {
        take(new ApplyInput.Released(config.revision(), now.plus(valid)));
    }

    void present(Set<Prefix> prefixes) {
        take(new ApplyInput.Present(prefixes));
    }

    void killBird() {
        bird.kill();
        take(new ApplyInput.Lost("killed"));
    }

    /// BIRD starts from what `current` points at.
    void startBird() {
        if (!bird.alive) {
            bird.start(current.map(NodeConfig::text).orElse("bootstrap"), now);
            take(new ApplyInput.Connected());
        }
    }

    void reconnect() {
        if (bird.alive) {
            take(new ApplyInput.Lost("reset"));
            take(new ApplyInput.Connected());
        }
    }

    /// Time goes by, and everybody does what is due on the way.
    void pass(Duration time) {
        var end = now.plus(time);
        for (int i = 0;
                i < MAX_STEPS && state.wake().isPresent() && !state.wake().get().isAfter(end);
                i++) {
            var wake = state.wake().get();
            now = wake.isAfter(now) ? wake : now;
            bird.pass(now);
            take(new ApplyInput.TimePassed());
        }
        now = end;
        bird.pass(now);
    }

    private void take(ApplyInput first) {
        inputs.add(first);
        for (var input = inputs.poll(); input != null; input = inputs.poll()) {
            var step = machine.step(state, input, now);
            state = step.state();
            step.effects().forEach(this::perform);
        }
    }

    private void perform(ApplyEffect effect) {
        switch (effect) {
            case ApplyEffect.Ask(var command, var _) -> ask(command);
            case ApplyEffect.Stage(var config) -> stage(config);
            case ApplyEffect.Probe(var revision, var text) -> stage(revision.abbreviated() + "/probe", text);
            case ApplyEffect.Inspect _ -> inputs.addFirst(new ApplyInput.Inspected(foreign));
            case ApplyEffect.KeepLosses(var kept) -> losses = Losses.parse(kept.lines());
            case ApplyEffect.OpenTrial _ -> trial = true;
            case ApplyEffect.CloseTrial() -> trial = false;
            case ApplyEffect.Promote(var config) -> current = Optional.of(config);
            case ApplyEffect.Remember(var taken) -> note = Optional.of(taken);
            case ApplyEffect.Announce announce -> results.add(announce);
            case ApplyEffect.Log _ -> {}
        }
    }

    private void stage(NodeConfig config) {
        if (secretMissing) {
            inputs.addFirst(new ApplyInput.SecretMissing(new SecretName("uplink"), "it is not there"));
            return;
        }
        stage(config.revision().abbreviated(), config.text());
    }

    private void stage(String name, String text) {
        if (diskFull) {
            inputs.addFirst(new ApplyInput.StagingFailed("disk full"));
            return;
        }
        var file = "/revisions/" + name;
        bird.files.put(file, text);
        inputs.addFirst(new ApplyInput.Staged(file));
    }

    private void ask(String command) {
        if (!bird.alive) {
            inputs.addFirst(new ApplyInput.Lost("not there"));
            return;
        }
        now = now.plusMillis(1);
        var reply = bird.answer(command, now);
        if (!bird.alive) {
            inputs.addFirst(new ApplyInput.Lost("died"));
        } else if (loseNextAnswer) {
            loseNextAnswer = false;
            inputs.addFirst(new ApplyInput.Connected());
            inputs.addFirst(new ApplyInput.Lost("closed in the middle of an answer"));
        } else {
            inputs.addFirst(new ApplyInput.Answered(reply));
        }
    }
}
