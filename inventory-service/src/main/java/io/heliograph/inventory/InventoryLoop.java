package io.heliograph.inventory;

import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.kafka.Arrival;
import io.heliograph.inventory.kafka.BusStart;
import io.heliograph.inventory.kafka.BusWriter;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one thread that owns the inventory's state: records and commands come to it in a queue, and what they lead to
/// is handed to the bus from it, in order.
@ApplicationScoped
public class InventoryLoop {
    private static final Logger LOG = Logger.getLogger(InventoryLoop.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /// How late at most what becomes due by time alone is noticed.
    private static final Duration TICK = Duration.ofMillis(100);

    private final InventoryConfig config;
    private final BusWriter bus;
    private final String bootstrap;
    private final InstantSource clock = InstantSource.system();
    private final Traces traces;
    private final InventoryState state;
    private final InventoryMetrics metrics;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("inventory").factory());
    private @Nullable Thread starter;

    InventoryLoop(
            InventoryConfig config,
            BusWriter bus,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "heliograph.traces") Optional<String> collector) {
        this.config = config;
        this.bus = bus;
        this.bootstrap = bootstrap;
        this.traces = new Traces(collector);
        this.metrics = new InventoryMetrics(meters);
        this.state = new InventoryState(metrics::arrived);
    }

    void start(@Observes StartupEvent event) {
        var _ = loop.scheduleWithFixedDelay(this::pass, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        starter = Thread.ofVirtual().name("bus-start").start(this::findBus);
    }

    void stop(@Observes ShutdownEvent event) {
        Optional.ofNullable(starter).ifPresent(Thread::interrupt);
        loop.shutdown();
        traces.close();
    }

    /// Asks until the brokers answer; says so once when they do not, and once when they do.
    private void findBus() {
        var last = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var found = BusStart.find(bootstrap, config.replication());
                loop.execute(() -> found(found));
                return;
            } catch (ExecutionException | RuntimeException e) {
                var text = String.valueOf(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
                if (!text.equals(last)) {
                    LOG.warnf("event=kafka_unreachable bootstrap=%s error=\"%s\"", bootstrap, text);
                    last = text;
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void found(BusStart start) {
        bus.partitionFleetBy(start.fleetPartitions());
        start.drift().forEach(reason -> LOG.warnf("event=topic_drift reason=\"%s\"", reason));
        LOG.infof(
                "event=kafka_found bootstrap=%s fleet_partitions=%d partitions_to_read=%d",
                bootstrap, start.fleetPartitions(), start.lastOffsets().size());
        step(() -> state.found(start, clock.instant()));
    }

    /// Where the bus hands in what it read; done when the batch is taken.
    @Produces
    @Singleton
    Function<Supplier<List<Arrival>>, CompletionStage<Void>> inbox() {
        return batch -> CompletableFuture.runAsync(() -> batch.get().forEach(this::take), loop);
    }

    private void pass() {
        step(() -> state.pass(clock.instant()));
    }

    private void take(Arrival arrival) {
        long began = System.nanoTime();
        var now = clock.instant();
        step(() -> state.take(arrival, now), arrival.trace(), now);
        metrics.took(arrival.topic(), System.nanoTime() - began);
    }

    /// Who reads asks here: all that is known, or nothing while the topics are being read.
    @Produces
    @Singleton
    Supplier<Optional<FleetSnapshot>> snapshots() {
        return () -> onLoop(() -> state.snapshot(clock.instant())).orElse(Optional.empty());
    }

    /// Who changes asks here; done when the brokers have it.
    @Produces
    @Singleton
    Function<FleetCommand, CompletionStage<CommandOutcome>> commands() {
        return command -> {
            var outcome = new CompletableFuture<CommandOutcome>();
            loop.execute(() -> answer(command, outcome));
            return outcome;
        };
    }

    private void answer(FleetCommand command, CompletableFuture<CommandOutcome> outcome) {
        try {
            var _ = execute(command).whenComplete((done, failure) -> {
                if (failure == null) {
                    outcome.complete(done);
                } else {
                    outcome.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            metrics.stepFailed();
            outcome.completeExceptionally(e);
        }
    }

    private CompletableFuture<CommandOutcome> execute(FleetCommand command) {
        if (!state.isDeciding()) {
            return CompletableFuture.completedFuture(unavailable("the topics are still being read"));
        }
        CommandOutcome outcome;
        try {
            outcome = state.plan(command, clock.instant());
        } catch (InvalidValue e) {
            return CompletableFuture.completedFuture(new CommandOutcome.Refused(List.of(e.reason())));
        }
        boolean dry = command instanceof FleetCommand.Declare declare && declare.dryRun();
        if (dry || !(outcome instanceof CommandOutcome.Accepted accepted)) {
            return CompletableFuture.completedFuture(outcome);
        }
        LOG.infof(
                "event=command by=\"%s\" why=\"%s\" entries=%d",
                command.by(), command.why(), accepted.entries().size());
        return write(state.accept(accepted, clock.instant()), Optional.empty())
                .orTimeout(config.writeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, failure) -> failure == null
                        ? outcome
                        : unavailable("the change waits here and is written when the brokers return"));
    }

    /// Who lets a held configuration go asks here; done when the brokers have it.
    @Produces
    @Singleton
    Function<ReleaseRequest, CompletionStage<ReleaseOutcome>> releases() {
        return request -> CompletableFuture.completedFuture(request).thenComposeAsync(this::release, loop);
    }

    private CompletableFuture<ReleaseOutcome> release(ReleaseRequest request) {
        if (!state.isDeciding()) {
            return CompletableFuture.completedFuture(
                    new ReleaseOutcome.Unavailable(unreachable("the topics are still being read")));
        }
        var now = clock.instant();
        var outcome = state.release(request, now);
        if (!(outcome instanceof ReleaseOutcome.Granted(var release))) {
            return CompletableFuture.completedFuture(outcome);
        }
        LOG.infof(
                "event=release node=%s revision=%s risk=%s by=\"%s\" why=\"%s\"",
                release.node(), release.revision().abbreviated(), release.risk(), release.by(), release.why());
        return bus.write(release, now)
                .orTimeout(config.writeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, failure) -> failure == null
                        ? outcome
                        : new ReleaseOutcome.Unavailable(
                                unreachable("the release waits here and is written when the brokers return")));
    }

    private CommandOutcome unavailable(String why) {
        return new CommandOutcome.Unavailable(unreachable(why));
    }

    private Reason unreachable(String why) {
        return Reason.of(ReasonCode.KAFKA_UNREACHABLE, bootstrap, why);
    }

    private void step(Supplier<InventoryState.Effects> action) {
        step(action, Optional.empty(), clock.instant());
    }

    private void step(Supplier<InventoryState.Effects> action, Optional<TraceContext> from, Instant began) {
        boolean before = state.isDeciding();
        try {
            var effects = action.get();
            var _ = write(effects, traces.admitted(effects, from, began)).whenComplete((_, failure) -> {
                if (failure != null) {
                    metrics.writeFailed();
                    LOG.errorf(failure, "event=write_failed");
                }
            });
        } catch (RuntimeException e) {
            // A bug ends this step, not the process: the other hosts are not to suffer from it.
            metrics.stepFailed();
            LOG.errorf(e, "event=step_failed");
        }
        if (!before && state.isDeciding()) {
            LOG.infof("event=deciding hosts=%d", state.hosts());
        }
    }

    private CompletableFuture<Void> write(InventoryState.Effects effects, Optional<TraceContext> trace) {
        var now = clock.instant();
        var written = new ArrayList<CompletableFuture<Void>>();
        effects.entries().forEach(entry -> written.add(bus.write(entry, now, trace)));
        effects.routes().forEach(health -> written.add(bus.write(health, now)));
        effects.letters().forEach(letter -> written.add(bus.write(letter, now)));
        effects.dropped().forEach(reason -> {
            metrics.dropped(reason.code());
            LOG.debugf("event=dropped reason=\"%s\"", reason);
        });
        metrics.wrote(effects.entries().size());
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    /// Runs on the loop and waits; empty when the loop does not answer in time.
    <T> Optional<T> onLoop(Supplier<T> question) {
        try {
            return Optional.of(
                    CompletableFuture.supplyAsync(question, loop).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.errorf(e, "event=loop_silent");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    InventoryState state() {
        return state;
    }

    String bootstrap() {
        return bootstrap;
    }
}
