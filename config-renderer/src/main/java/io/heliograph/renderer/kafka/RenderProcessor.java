package io.heliograph.renderer.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.change.NextConfig.Origin;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import io.heliograph.renderer.rollout.DueConfigs.Step;
import io.heliograph.renderer.rollout.Gate;
import io.heliograph.renderer.rollout.Note;
import io.heliograph.renderer.rollout.Pace;
import io.heliograph.renderer.rollout.Reminders;
import io.heliograph.renderer.rollout.Reminders.Again;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// One partition of the fleet topic: takes in entries and sends the configurations that follow.
///
/// Nothing leaves before the partition was read to the end that it had when the task began: half a fleet renders
/// to withdrawals. At least once: what was sent but perhaps not written when the last task ended is known by its
/// input coming again, and is sent again; agents that hold it apply nothing.
final class RenderProcessor implements Processor<String, byte[], String, byte[]> {
    static final String STORE = "fleet";
    static final String CONFIGS = "configs";
    static final String ROLLOUTS = "rollouts";
    static final String DEAD_LETTERS = "dead-letters";
    private static final String SOURCE = "/config-renderer";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final RenderRules rules;
    private final IntToLongFunction endOffsets;
    private final Consumer<Signal> signals;
    private final DueConfigs due = new DueConfigs();
    private final Pace pace = new Pace();
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable RendererState state;
    private @Nullable Gate gate;
    private @Nullable Refusals refusals;
    private @Nullable Reminders reminders;
    private long end;
    private long resumedAfter;
    private long offset;
    private boolean caughtUp;

    /// A processor for the task that Kafka Streams gives it.
    ///
    /// @param endOffsets the end of a partition of the fleet topic now: the offset after its last record
    RenderProcessor(RenderRules rules, IntToLongFunction endOffsets, Consumer<Signal> signals) {
        this.rules = rules;
        this.endOffsets = endOffsets;
        this.signals = signals;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> streams) {
        context = streams;
        var kept = new RendererState(streams.getStateStore(STORE));
        state = kept;
        end = endOffsets.applyAsLong(partition());
        // A topic that is shorter than what was read was made anew: what it tells now counts, and what is known stays.
        resumedAfter = kept.offset() < end ? kept.offset() : -1;
        offset = resumedAfter;
        kept.eachEntry(due::apply);
        var hearsay = Hearsay.in(streams);
        var evidence = hearsay.evidence();
        var opened = new Gate(rules.brake(), rules.waves(), evidence, kept::hosts);
        kept.notes().forEach(opened::recall);
        gate = opened;
        reminders = new Reminders(opened, evidence, hearsay.echo(), due::has);
        refusals = new Refusals(due, opened, kept, evidence);
        streams.schedule(LOOK_AGAIN, PunctuationType.WALL_CLOCK_TIME, _ -> lookAgain());
    }

    /// Time has passed, and others may have spoken.
    private void lookAgain() {
        if (caughtUp) {
            refusals().look(now());
            reminders().look(state()::shapes, now()).forEach(this::sayAgain);
            gate().ripe(now()).forEach(place -> due.touch(place, "its turn, or a release"));
        }
        sendDue();
    }

    private void sayAgain(Again again) {
        switch (again) {
            case Again.Anew(var place) -> sendAgain(place);
            case Again.Told(var note) -> tell(note, now());
            case Again.AsSent(var config) -> {
                forward(config, now(), CONFIGS, Optional.empty());
                signals.accept(new Signal.Sent(config, List.of()));
            }
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var metadata = context().recordMetadata().orElseThrow();
        if (metadata.offset() <= resumedAfter) {
            // Known already. An older state of the entry than the one held must not pass through here.
            state().sentSince(metadata.offset()).forEach(this::sendAgain);
        } else {
            takeIn(record, metadata);
            offset = metadata.offset();
            state().keepOffset(offset);
        }
        sendDue();
    }

    private void sendAgain(Place place) {
        state().shape(place).ifPresent(shape -> state().keepShape(place, shape.again()));
        due.touch(place, "sent again");
    }

    private void takeIn(Record<String, byte[]> record, RecordMetadata metadata) {
        switch (EventRecords.decode(Topic.FLEET, FleetEntry.class, record.headers(), record.key(), record.value())) {
            case Decoded.Event<FleetEntry>(FleetEntry entry)
            when due.isIgnorance(entry) -> signals.accept(new Signal.Ignorant(entry.key()));
            case Decoded.Event<FleetEntry>(FleetEntry entry)
            when state().isOutdated(entry) -> signals.accept(new Signal.Outdated(entry.key()));
            case Decoded.Event<FleetEntry>(FleetEntry entry) -> {
                state().keepEntry(entry.key(), record.value());
                var places = due.apply(entry);
                EventRecords.trace(record.headers())
                        .filter(_ -> caughtUp || resumedAfter >= 0) // Before this renderer was there: no news.
                        .map(trace -> new Unsent.Change(entry.key(), trace, now()))
                        .ifPresent(change -> places.forEach(place -> state().waits(place, change)));
                refusals().tried(entry, now());
            }
            case Decoded.Tombstone<FleetEntry> _ -> dropIfRemoved(record.key());
            case Decoded.Malformed<FleetEntry>(Reason reason) -> setAside(record, metadata, reason);
        }
    }

    /// A tombstone follows a removal after the audit window. Alone it never means *withdraw*.
    private void dropIfRemoved(@Nullable String key) {
        if (key != null) {
            state().entry(key)
                    .filter(kept -> kept.lifecycle() == Lifecycle.REMOVED)
                    .ifPresent(_ -> state().dropEntry(key));
        }
    }

    private void setAside(Record<String, byte[]> record, RecordMetadata metadata, Reason reason) {
        forward(Letters.of(record, metadata, reason, now()), now(), DEAD_LETTERS, Optional.empty());
        signals.accept(new Signal.Poison(metadata.partition(), metadata.offset(), reason));
    }

    private void sendDue() {
        if (offset + 1 < end) {
            return;
        }
        if (!caughtUp) {
            caughtUp = true;
            signals.accept(new Signal.CaughtUp(partition(), offset));
        }
        if (due.isEmpty()) {
            note(now());
            return;
        }
        var now = now();
        var open = due.places();
        open.removeIf(place -> !pace.isOpen(place, now));
        var quiet = gate().waiting();
        long began = System.nanoTime();
        var steps = due.drain(open, state()::shape, new Origin(rules.version(), partition(), offset, "", now));
        signals.accept(new Signal.Rendered(open.size(), Duration.ofNanos(System.nanoTime() - began)));
        for (var step : steps) {
            open.remove(step.place());
            take(step, now);
        }
        open.forEach(state()::settled);
        quiet.retainAll(open);
        quiet.forEach(place -> gate().settled(place, state().shape(place).flatMap(Shape::given), now));
        note(now);
    }

    private void take(Step step, Instant now) {
        switch (step) {
            case Step.Send(var place, var next) -> {
                if (gate().passes(place, next, state().shape(place), now)) {
                    send(place, next, state().unsent(place), now);
                    if (place.node().kind() == NodeId.Kind.REFLECTOR) {
                        due.policy(place.cluster()).ifPresent(policy -> state().keepPolicy(place, policy));
                    }
                } else {
                    sendMeanwhile(place, next, now);
                }
            }
            case Step.Forget(var place) -> {
                state().shape(place).ifPresent(shape -> state().keepShape(place, shape.left()));
                state().settled(place);
                gate().left(place, now);
            }
            case Step.Refuse(var place, var reason) -> signals.accept(new Signal.Refused(place.toString(), reason));
        }
    }

    /// Where the change of a policy waits, hosts that come or get subnets do not wait with it.
    private void sendMeanwhile(Place place, NextConfig waiting, Instant now) {
        var before = state().shape(place);
        var former = state().policy(place);
        if (before.isEmpty() || former.isEmpty() || former.equals(due.policy(place.cluster()))) {
            return;
        }
        var origin = new Origin(
                rules.version(), partition(), offset, waiting.config().cause(), now);
        due.under(former.get(), place, before, origin)
                .filter(next -> gate().passesMeanwhile(place, next, before.get(), now))
                .ifPresent(next -> send(
                        place, next, state().unsent(place).without(former.get().key()), now));
    }

    private void send(Place place, NextConfig next, Unsent carried, Instant now) {
        var steps = RenderStep.of(carried, next.config());
        forward(next.config(), now, CONFIGS, steps.stream().findFirst().map(Span::context));
        state().sent(place, carried);
        state().keepShape(place, next.shape());
        pace.sent(place, next.shape(), now);
        reminders().sent(place, now);
        signals.accept(new Signal.Sent(next.config(), steps));
    }

    private void note(Instant now) {
        for (var note : gate().takeNotes()) {
            if (note instanceof Note.Told told) {
                tell(told, now);
            } else {
                state().keep(note);
            }
        }
    }

    private void tell(Note.Told told, Instant now) {
        state().keep(told);
        forward(told.rollout(), now, ROLLOUTS, Optional.empty());
        reminders().told(told.place(), now);
        signals.accept(new Signal.Told(told.rollout()));
    }

    private void forward(Object event, Instant now, String sink, Optional<TraceContext> trace) {
        context()
                .forward(
                        new Record<>(
                                Keys.of(event),
                                EventCodec.encode(event),
                                now.toEpochMilli(),
                                EventRecords.headers(event, SOURCE, now, trace)),
                        sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs());
    }

    private int partition() {
        return context().taskId().partition();
    }

    private ProcessorContext<String, byte[]> context() {
        return Objects.requireNonNull(context);
    }

    private Gate gate() {
        return Objects.requireNonNull(gate);
    }

    private Refusals refusals() {
        return Objects.requireNonNull(refusals);
    }

    private Reminders reminders() {
        return Objects.requireNonNull(reminders);
    }

    private RendererState state() {
        return Objects.requireNonNull(state);
    }
}
