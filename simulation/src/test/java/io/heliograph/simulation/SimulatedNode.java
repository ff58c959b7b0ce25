package io.heliograph.simulation;

import io.heliograph.birdcontrol.apply.ApplyEffect;
import io.heliograph.birdcontrol.apply.ApplyInput;
import io.heliograph.birdcontrol.apply.ApplyMachine;
import io.heliograph.birdcontrol.apply.ApplySettings;
import io.heliograph.birdcontrol.apply.ApplyState;
import io.heliograph.birdcontrol.apply.ModelBird;
import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The applying half of an agent, with its disk and its BIRD.
final class SimulatedNode {
    private static final int OUTBOX = 50;
    private static final Duration LOOK_EACH = Duration.ofSeconds(25);

    final NodeId node;
    final IpAddress address;
    final ModelBird bird = new ModelBird("");
    final Identity identity;
    /// What BIRD starts from.
    Optional<NodeConfig> current = Optional.empty();
    /// Hears what becomes of configurations.
    final List<Consumer<ApplyResult>> listeners = new ArrayList<>();
    /// Hears of configurations that the bus brings.
    final List<Consumer<NodeConfig>> wanting = new ArrayList<>();

    boolean agentAlive;
    private final Timeline time;
    private final SimulatedLog log;
    private final Invariants invariants;
    private final ApplyMachine machine;
    private final SimulatedLog.Reader configs;
    private final SimulatedLog.Reader releases;
    private final Map<String, NodeConfig> staged = new HashMap<>();
    private final Deque<ApplyInput> inputs = new ArrayDeque<>();
    private final Deque<ApplyResult> outbox = new ArrayDeque<>();
    private Optional<Instant> alarm = Optional.empty();
    private ApplyState state = ApplyState.initial();
    private Optional<SimulatedLog.Kept> newestConfig = Optional.empty();
    private Optional<SimulatedLog.Kept> newestRelease = Optional.empty();
    private Optional<ApplyInput.Note> note = Optional.empty();
    private Optional<NodeConfig> trying = Optional.empty();
    private List<String> losses = List.of();
    private boolean trial;
    private boolean busAway;
    private boolean fileEdited;

    SimulatedNode(
            NodeId node, IpAddress address, Timeline time, SimulatedLog log, Invariants invariants, BrakeLimits brake) {
        this.node = node;
        this.address = address;
        this.time = time;
        this.log = log;
        this.invariants = invariants;
        identity = new Identity(node.name());
        machine = new ApplyMachine(new ApplySettings(
                node,
                World.LAB,
                "/run/bird.ctl",
                Duration.ofMillis(100),
                ApplySettings.TRIAL,
                ApplySettings.SESSION_RETURN,
                brake,
                LOOK_EACH));
        configs = log.follow(Topic.CONFIGS, node.toString(), this::read);
        releases = log.follow(Topic.RELEASES, node.toString(), this::read);
        start();
    }

    Optional<ApplyState> state() {
        return agentAlive ? Optional.of(state) : Optional.empty();
    }

    /// Only the newest record of its key counts, and only once the partition was read to its end.
    private void read(SimulatedLog.Kept record) {
        if (!agentAlive || !record.key.equals(node.toString())) {
            return;
        }
        if (record.topic == Topic.CONFIGS) {
            newestConfig = Optional.of(record);
        } else {
            newestRelease = Optional.of(record);
        }
        time.after(1, "", this::takeNewest);
    }

    private void takeNewest() {
        if (configs.atEnd() && newestConfig.isPresent()) {
            var config = newestConfig.get().event();
            newestConfig = Optional.empty();
            config.ifPresent(it -> offer((NodeConfig) it));
        }
        if (releases.atEnd() && newestRelease.isPresent()) {
            var release = newestRelease.get().event();
            newestRelease = Optional.empty();
            release.ifPresent(
                    it -> take(new ApplyInput.Released(((Release) it).revision(), ((Release) it).expiresAt())));
        }
    }

    private void offer(NodeConfig config) {
        invariants.offered(this, config);
        wanting.forEach(it -> it.accept(config));
        take(new ApplyInput.Offered(config));
    }

    void present(Set<Prefix> prefixes) {
        if (agentAlive) {
            take(new ApplyInput.Present(prefixes));
        }
    }

    /// The agent dies; BIRD goes on.
    void kill() {
        agentAlive = false;
        trying.filter(_ -> bird.hasTrial()).ifPresent(config -> invariants.killed(this, config));
        inputs.clear();
        outbox.clear();
        newestConfig = Optional.empty();
        newestRelease = Optional.empty();
        alarm = Optional.empty();
    }

    void start() {
        if (agentAlive) {
            return;
        }
        agentAlive = true;
        identity.begin();
        state = ApplyState.initial();
        take(new ApplyInput.Started(current, note, trial, Losses.parse(losses)));
        if (bird.alive) {
            take(new ApplyInput.Connected());
        }
        configs.from(0);
        releases.from(0);
    }

    void cutBus(boolean away) {
        busAway = away;
        configs.cut(away);
        releases.cut(away);
        flush();
    }

    void killBird() {
        if (bird.alive) {
            trying.filter(_ -> bird.hasTrial()).ifPresent(config -> invariants.killed(this, config));
            bird.kill();
            lost("killed");
        }
    }

    void startBird() {
        if (!bird.alive) {
            bird.start(current.map(NodeConfig::text).orElse(""), time.now);
            fileEdited = false;
            if (agentAlive) {
                take(new ApplyInput.Connected());
            }
        }
    }

    private void lost(String why) {
        if (agentAlive) {
            take(new ApplyInput.Lost(why));
        }
    }

    /// Somebody at the socket, or at the file.
    void edit(boolean file) {
        if (file) {
            fileEdited = true;
        } else if (bird.alive && !bird.hasTrial()) {
            bird.configureForGood(bird.running + "\n# by hand\n", time.now);
        }
    }

    /// A person puts right what was done by hand, with a release of what runs.
    void mend() {
        fileEdited = false;
        current.filter(_ -> agentAlive && state.drift().isPresent())
                .ifPresent(config -> take(new ApplyInput.Released(config.revision(), time.now.plusSeconds(60))));
    }

    private void take(ApplyInput first) {
        inputs.add(first);
        for (var input = inputs.poll(); input != null && agentAlive; input = inputs.poll()) {
            bird.pass(time.now);
            var step = machine.step(state, input, time.now);
            state = step.state();
            step.effects().forEach(this::perform);
        }
        state.wake().filter(at -> alarm.isEmpty() || at.isBefore(alarm.get())).ifPresent(this::setAlarm);
    }

    private void setAlarm(Instant at) {
        alarm = Optional.of(at);
        time.after(Math.max(1, Duration.between(time.now, at).toMillis()), "", () -> {
            if (agentAlive && alarm.equals(Optional.of(at))) {
                alarm = Optional.empty();
                take(new ApplyInput.TimePassed());
            }
        });
    }

    private void perform(ApplyEffect effect) {
        switch (effect) {
            case ApplyEffect.Ask(var command, var _) -> ask(command);
            case ApplyEffect.Stage(var config) -> {
                staged.put("/" + config.revision(), config);
                stage("/" + config.revision(), config.text());
            }
            case ApplyEffect.Probe(var revision, var text) -> stage("/" + revision + "/probe", text);
            case ApplyEffect.Inspect _ ->
                inputs.addFirst(
                        new ApplyInput.Inspected(fileEdited ? Optional.of("bird.conf was changed") : Optional.empty()));
            case ApplyEffect.KeepLosses(var kept) -> losses = kept.lines();
            case ApplyEffect.OpenTrial _ -> trial = true;
            case ApplyEffect.CloseTrial() -> trial = false;
            case ApplyEffect.Promote(var config) -> {
                current = Optional.of(config);
                fileEdited = false;
                invariants.confirmed(this, config);
            }
            case ApplyEffect.Remember(var taken) -> note = Optional.of(taken);
            case ApplyEffect.Announce announce -> tell(announce);
            case ApplyEffect.Log _ -> {}
        }
    }

    private void stage(String file, String text) {
        bird.files.put(file, text);
        inputs.addFirst(new ApplyInput.Staged(file));
    }

    private void ask(String command) {
        if (!bird.alive) {
            inputs.addFirst(new ApplyInput.Lost("refused"));
            return;
        }
        if (command.startsWith("configure \"")) {
            bird.slow = log.faulty ? Duration.ofMillis(300L * time.random.nextInt(3)) : Duration.ZERO;
            trying = Optional.ofNullable(staged.get(command.split("\"")[1]));
            trying.ifPresent(config -> {
                time.tell(node + " tries " + config.revision().abbreviated());
                invariants.configuring(this, config);
            });
        }
        var reply = bird.answer(command, time.now);
        if (log.faulty && bird.hasTrial() && time.random.nextInt(60) == 0) {
            time.after(0, node + " BIRD dies on trial", this::killBird);
            time.after(3_000, "", this::startBird);
        }
        if (log.faulty && bird.hasTrial() && time.random.nextInt(60) == 0) {
            time.after(0, node + " agent dies on trial", this::kill);
            time.after(1_000 + time.random.nextInt(20_000), node + " agent starts", this::start);
        }
        inputs.addFirst(new ApplyInput.Answered(reply));
    }

    private void tell(ApplyEffect.Announce said) {
        var result = new ApplyResult(
                node,
                World.LAB,
                said.revision(),
                said.outcome(),
                said.running(),
                said.reason(),
                said.complaint(),
                said.timings(),
                said.bird(),
                identity.next(),
                time.now);
        time.tell(node + " " + said.outcome() + " " + said.revision().abbreviated()
                + said.reason().map(why -> " " + why.code()).orElse(""));
        invariants.said(this, result);
        listeners.forEach(it -> it.accept(result));
        outbox.add(result);
        if (outbox.size() > OUTBOX) {
            outbox.remove();
        }
        flush();
    }

    private void flush() {
        while (!busAway && !outbox.isEmpty()) {
            log.write(outbox.remove(), node.name());
        }
    }
}
