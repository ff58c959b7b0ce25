package io.heliograph.birdcontrol.bird;

import io.heliograph.birdcontrol.apply.ApplyEffect;
import io.heliograph.birdcontrol.apply.ApplyInput;
import io.heliograph.birdcontrol.apply.ApplyMachine;
import io.heliograph.birdcontrol.apply.ApplySettings;
import io.heliograph.birdcontrol.apply.ApplyState;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps one BIRD at the latest configuration of its node: the thread, the socket and the disk around
/// [ApplyMachine].
///
/// Neither an absent BIRD nor a full disk ends it: what it cannot do now it tells and tries again.
public final class ConfigApplier implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ConfigApplier.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ApplierSettings settings;
    private final ResultTeller teller;
    private final InstantSource clock;
    private final ApplyMachine machine;
    private final Secrets secrets;
    private final ConfigStore store;
    private final Inbox inbox = new Inbox();
    private final Deque<ApplyInput> inputs = new ArrayDeque<>();
    private final Thread thread;

    private ApplyState state = ApplyState.initial();
    private @Nullable BirdSocket bird;
    private @Nullable BirdEvents events;
    private volatile Optional<NodeConfig> lastGood = Optional.empty();
    private volatile Optional<Reason> drift = Optional.empty();
    private volatile Optional<Reason> held = Optional.empty();

    /// Makes an applier that does nothing until [#start].
    ///
    /// @param versions gives the version of each result
    /// @param results takes each result, on the applier's own thread; must not block
    public ConfigApplier(
            ApplierSettings settings,
            Supplier<ReportVersion> versions,
            Consumer<ApplyResult> results,
            InstantSource clock) {
        this.settings = settings;
        this.teller = new ResultTeller(settings, versions, results, clock);
        this.clock = clock;
        this.machine = new ApplyMachine(new ApplySettings(
                settings.node(),
                settings.cluster(),
                settings.birdSocket().toString(),
                settings.coalesce(),
                settings.trial(),
                settings.sessionReturn(),
                settings.brake(),
                settings.lookEach()));
        this.secrets = new Secrets(settings.secretsFolder(), System.getenv());
        this.store = new ConfigStore(settings.configFolder(), secrets);
        this.thread = Thread.ofPlatform().name("bird-apply").daemon().unstarted(this::run);
    }

    /// Starts from the last good configuration on disk, and puts file and memory in agreement. BIRD may be
    /// absent; what is on disk, and that there is nothing, is known when this returns.
    public void start() {
        try {
            var started = store.load();
            lastGood = started.lastGood();
            inputs.add(started);
        } catch (IOException e) {
            LOG.errorf(e, "apply=disk folder=%s error=\"cannot be read\"", settings.configFolder());
        }
        events = BirdEvents.watch(settings.birdSocket(), _ -> inbox.ring());
        thread.start();
    }

    /// Hands over the latest configuration of the node. Never blocks. The first goes at once, the tail is
    /// coalesced and the latest wins; a revision that BIRD runs already is only answered.
    public void offer(NodeConfig config) {
        if (!config.node().equals(settings.node())) {
            LOG.errorf(
                    "apply=ignored node=%s fact=\"a configuration of another node\" of=%s",
                    settings.node(), config.node());
            return;
        }
        inbox.offer(config);
    }

    /// A person's word that lets a held revision go. Never blocks.
    public void release(Release release) {
        if (release.node().equals(settings.node())) {
            inbox.say(new ApplyInput.Released(release.revision(), release.expiresAt()));
        }
    }

    /// The prefixes that the node itself has now: one that is gone from the node is not lost by a configuration
    /// that leaves it out. Never blocks.
    public void present(Set<Prefix> prefixes) {
        inbox.say(new ApplyInput.Present(prefixes));
    }

    /// Why BIRD or its file is not as it was left, if somebody changed them by hand.
    public Optional<Reason> drift() {
        return drift;
    }

    /// The revision that waits for a person, and why.
    public Optional<Reason> held() {
        return held;
    }

    /// What was confirmed last: BIRD runs it, or starts from it. After a restart, what the disk says.
    public Optional<NodeConfig> lastGood() {
        return lastGood;
    }

    private void run() {
        try {
            connect();
            while (!inbox.isClosed()) {
                if (inputs.isEmpty()) {
                    await();
                }
                for (var input = inputs.poll(); input != null && !inbox.isClosed(); input = inputs.poll()) {
                    step(input);
                }
            }
        } catch (InterruptedException _) {
            LOG.debugf("apply=interrupted node=%s", settings.node());
        } finally {
            disconnect();
            store.settle();
        }
    }

    private void await() throws InterruptedException {
        var now = clock.instant();
        Optional<Duration> patience =
                state.wake().map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        if (bird == null && (patience.isEmpty() || patience.get().compareTo(RECONNECT) > 0)) {
            patience = Optional.of(RECONNECT);
        }
        var mail = inbox.take(patience);
        if (bird != null && mail.rung() && !bird.isOpen()) {
            lose("BIRD closed its connections");
        }
        if (bird == null && !inbox.isClosed()) {
            connect();
        }
        inputs.addAll(mail.said());
        mail.offered().map(ApplyInput.Offered::new).ifPresent(inputs::add);
        inputs.add(new ApplyInput.TimePassed());
    }

    private void connect() {
        try {
            bird = BirdSocket.open(settings.birdSocket(), GREETING, _ -> {});
            inputs.add(new ApplyInput.Connected());
        } catch (BirdUnreachable e) {
            LOG.debugf("apply=connect error=\"%s\"", e.getMessage());
        }
    }

    private void disconnect() {
        if (bird != null) {
            bird.close();
            bird = null;
        }
    }

    private void lose(String why) {
        disconnect();
        LOG.warnf("apply=lost node=%s error=\"%s\"", settings.node(), why);
        inputs.add(new ApplyInput.Lost(why));
    }

    private void step(ApplyInput input) {
        try {
            var step = machine.step(state, input, clock.instant());
            state = step.state();
            drift = state.drift();
            held = state.held();
            step.effects().forEach(this::perform);
        } catch (RuntimeException e) {
            // A bug ends the step, not the process: begin again with a new connection.
            LOG.errorf(e, "apply=bug node=%s", settings.node());
            lose("internal error: " + e);
        }
    }

    private void perform(ApplyEffect effect) {
        switch (effect) {
            case ApplyEffect.Ask(var command, var deadline) -> ask(command, deadline);
            case ApplyEffect.Stage(var config) -> stage(config);
            case ApplyEffect.Probe(var revision, var text) -> stage(() -> store.probe(revision, text));
            case ApplyEffect.Inspect(var config) -> inspect(config);
            case ApplyEffect.OnDisk written -> write(written);
            case ApplyEffect.Announce announce -> teller.tell(announce);
            case ApplyEffect.Log(var fact) -> LOG.info(fact);
        }
    }

    private void ask(String command, Duration deadline) {
        if (bird == null) {
            lose("not connected");
            return;
        }
        try {
            inputs.addFirst(new ApplyInput.Answered(bird.execute(command, deadline)));
        } catch (BirdUnreachable e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void stage(NodeConfig config) {
        secrets.lacking(config.text()).ifPresentOrElse(inputs::addFirst, () -> stage(() -> store.stage(config)));
    }

    private void stage(Callable<Path> writing) {
        try {
            inputs.addFirst(new ApplyInput.Staged(writing.call().toString()));
        } catch (Exception e) {
            inputs.addFirst(new ApplyInput.StagingFailed(e.toString()));
        }
    }

    private void inspect(NodeConfig config) {
        try {
            inputs.addFirst(new ApplyInput.Inspected(store.foreign(config)));
        } catch (IOException e) {
            inputs.addFirst(new ApplyInput.Inspected(Optional.of("it cannot be read: " + e)));
        }
    }

    /// BIRD runs what it runs, whether or not the disk is full: the next start may apply once more.
    private void write(ApplyEffect.OnDisk effect) {
        try {
            switch (effect) {
                case ApplyEffect.OpenTrial(var revision) -> store.openTrial(revision);
                case ApplyEffect.CloseTrial() -> store.closeTrial();
                case ApplyEffect.Remember(var note) -> store.remember(note);
                case ApplyEffect.KeepLosses(var losses) -> store.keepLosses(losses);
                case ApplyEffect.Promote(var config) -> {
                    lastGood = Optional.of(config);
                    store.promote(config);
                }
            }
        } catch (IOException e) {
            LOG.errorf(e, "apply=disk folder=%s error=\"cannot be written\"", settings.configFolder());
        }
    }

    /// Ends the thread after the step it is in. BIRD keeps what it has; a trial that is open undoes itself.
    @Override
    public void close() {
        inbox.close();
        if (events != null) {
            events.close();
        }
        try {
            if (!thread.join(CLOSING)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
