package io.heliograph.inventory;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.Decision;
import io.heliograph.inventory.admission.Declarations;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.admission.FleetLedger;
import io.heliograph.inventory.admission.HostOrders;
import io.heliograph.inventory.admission.Outdated;
import io.heliograph.inventory.admission.Refusals;
import io.heliograph.inventory.kafka.Arrival;
import io.heliograph.inventory.kafka.BusStart;
import io.heliograph.inventory.kafka.CatchUp;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.query.FleetViews;
import io.heliograph.inventory.query.Headline;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import io.heliograph.inventory.rollout.ReleaseRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Joins what comes off the bus with admission and views. First everything is only remembered; once each topic was
/// read to its end, decisions begin.
///
///     reading ── every topic read to its end ──▶ deciding
///
/// Called by one thread.
final class InventoryState {
    /// What is to be written, and what is to be counted.
    record Effects(List<FleetEntry> entries, List<RouteHealth> routes, List<DeadLetter> letters, List<Reason> dropped) {
        static final Effects NONE = new Effects(List.of(), List.of(), List.of(), List.of());

        static Effects of(Decision decision) {
            return new Effects(
                    decision.entries(),
                    decision.routes(),
                    List.of(),
                    decision.dropped().stream().toList());
        }
    }

    private final FleetLedger ledger = new FleetLedger();
    private final FleetViews views = new FleetViews();
    private final Outdated outdated = new Outdated();
    private final Refusals refusals = new Refusals();
    private final CatchUp catchUp = new CatchUp();
    private final Headline headline = new Headline();
    private final Consumer<Duration> arrivals;
    private List<Reason> drift = List.of();
    private boolean deciding;
    private @Nullable FleetSnapshot snapshot;

    /// @param arrivals takes how long each subnet took until every reflector of its cluster had verified it
    InventoryState(Consumer<Duration> arrivals) {
        this.arrivals = arrivals;
    }

    boolean isDeciding() {
        return deciding;
    }

    int partitionsMissing() {
        return catchUp.partitionsMissing();
    }

    List<Reason> drift() {
        return drift;
    }

    int hosts() {
        return ledger.fleet().hosts().size();
    }

    /// Learns where the topics ended when reading began.
    Effects found(BusStart start, Instant now) {
        drift = start.drift();
        catchUp.expect(start.lastOffsets());
        return maybeBegin(now);
    }

    /// Takes one record off the bus.
    Effects take(Arrival arrival, Instant now) {
        snapshot = null;
        var effects = switch (arrival.decoded()) {
            case Decoded.Event<?>(var event) -> event(arrival, event, now);
            case Decoded.Tombstone<?> _ -> {
                views.forget(arrival.topic(), arrival.key());
                yield Effects.NONE;
            }
            case Decoded.Malformed<?>(Reason reason) -> malformed(arrival, reason);
        };
        catchUp.saw(arrival.topic(), arrival.partition(), arrival.offset());
        return deciding ? effects : maybeBegin(now);
    }

    private Effects maybeBegin(Instant now) {
        if (deciding || !catchUp.isDone()) {
            return Effects.NONE;
        }
        deciding = true;
        snapshot = null;
        // What arrived before this process was there is nobody's news.
        views.prefixes().forEach(this::arrived);
        var decision = ledger.begin(now);
        var entries = new ArrayList<>(entries(outdated.keys()).entries());
        entries.addAll(decision.entries());
        return new Effects(entries, decision.routes(), refusals.begin(now), List.of());
    }

    private Effects event(Arrival arrival, Object event, Instant now) {
        views.said(event, deciding ? now : arrival.at());
        switch (event) {
            case HostReport report -> {
                if (deciding) {
                    return Effects.of(ledger.report(report, now));
                }
                ledger.recall(report, arrival.at());
            }
            case FleetEntry entry -> {
                return fleetEntry(arrival, entry);
            }
            case RouteHealth health -> {
                views.apply(health);
                if (deciding) {
                    arrived(health.prefix()).ifPresent(arrivals);
                } else {
                    ledger.recall(health);
                }
            }
            case NodeConfig config -> views.apply(config, arrival.at());
            case ApplyResult result -> views.apply(result);
            case SessionHealth health -> {
                views.apply(health);
                if (deciding) {
                    views.heard(health, now);
                }
            }
            case Rollout rollout -> views.apply(rollout);
            case Release release -> views.apply(release);
            case ReflectorReport report -> views.apply(report);
            case DeadLetter letter -> {
                if (letter.origin().equals(Refusals.ORIGIN)) {
                    refusals.recall(letter);
                }
            }
            default -> throw new IllegalStateException("no event: " + event.getClass());
        }
        return Effects.NONE;
    }

    private Optional<Duration> arrived(Prefix prefix) {
        var told = views.route(prefix);
        var reflectors = ledger.fleet().reflectors().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE
                        && told.values().stream()
                                .anyMatch(health -> health.cluster().equals(entry.cluster())))
                .map(entry -> entry.reflector())
                .toList();
        return headline.arrived(prefix, told, reflectors);
    }

    /// An entry that stands after the one that replaced it would be what is left of the two: the newer is written
    /// again.
    private Effects fleetEntry(Arrival arrival, FleetEntry entry) {
        if (outdated.take(entry)) {
            return deciding ? entries(List.of(entry.key())) : Effects.NONE;
        }
        if (!deciding) {
            ledger.recall(entry);
        } else if (arrival.foreign()) {
            ledger.takeForeign(entry);
        }
        return Effects.NONE;
    }

    private Effects entries(Collection<String> keys) {
        var held =
                keys.stream().flatMap(key -> ledger.fleet().entry(key).stream()).toList();
        return new Effects(held, List.of(), List.of(), List.of());
    }

    private Effects malformed(Arrival arrival, Reason reason) {
        if (!Refusals.isOurs(arrival.topic())) {
            return new Effects(List.of(), List.of(), List.of(), List.of(reason));
        }
        var letter = new DeadLetter(
                arrival.topic().topicName(),
                arrival.partition(),
                arrival.offset(),
                arrival.key(),
                reason,
                Refusals.ORIGIN,
                arrival.value().text(Refusals.MAX_PAYLOAD),
                arrival.value().length(),
                arrival.at());
        if (!deciding) {
            refusals.keep(letter);
            return Effects.NONE;
        }
        var letters = new ArrayList<DeadLetter>();
        if (refusals.isNews(letter)) {
            letters.add(letter);
        }
        return new Effects(List.of(), List.of(), letters, List.of(reason));
    }

    /// What a command comes to, before anything is changed.
    CommandOutcome plan(FleetCommand command, Instant now) {
        var because = new Change(now, command.by(), command.why());
        return switch (command) {
            case FleetCommand.Declare declare -> Declarations.declare(declare.declaration(), ledger.fleet(), because);
            case FleetCommand.DrainHost drain -> HostOrders.drain(drain, ledger.fleet(), because);
            case FleetCommand.UndrainHost undrain ->
                HostOrders.undrain(undrain, ledger.fleet(), ledger.reports(), because);
            case FleetCommand.ApproveHost approve -> HostOrders.approve(approve, ledger.fleet(), because);
            case FleetCommand.Remove remove -> Declarations.remove(remove.kind(), remove.id(), ledger.fleet(), because);
            case FleetCommand.IfMatch only ->
                Declarations.changedMeanwhile(only, ledger.fleet())
                        .<CommandOutcome>map(reason -> new CommandOutcome.Refused(List.of(reason)))
                        .orElseGet(() -> plan(only.command(), now));
        };
    }

    /// Takes what a command came to.
    Effects accept(CommandOutcome.Accepted accepted, Instant now) {
        snapshot = null;
        return Effects.of(ledger.declare(accepted.entries(), now));
    }

    /// Whether a person's release is granted. The renderer has the last word: it lets go what it still holds.
    ReleaseOutcome release(ReleaseRequest request, Instant now) {
        return ReleaseRules.decide(request, views.rollout(request.node()), now);
    }

    /// What becomes due by the passing of time alone.
    Effects pass(Instant now) {
        if (!deciding) {
            return Effects.NONE;
        }
        var decision = ledger.pass(views.seenSessions(), now);
        if (views.pass(now) || !decision.entries().isEmpty()) {
            snapshot = null;
        }
        return Effects.of(decision);
    }

    /// All that is known; empty while the topics are being read. Made once for all who ask between two changes.
    Optional<FleetSnapshot> snapshot(Instant now) {
        if (!deciding) {
            return Optional.empty();
        }
        var current = snapshot;
        if (current == null) {
            current = views.snapshot(ledger.fleet(), ledger.reports(), drift, now);
            snapshot = current;
        }
        return Optional.of(current);
    }
}
