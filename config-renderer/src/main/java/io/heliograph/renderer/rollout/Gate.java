package io.heliograph.renderer.rollout;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Decides whether a configuration leaves now: first the brake, then the waves. What takes nothing away and is no
/// structural change passes at once, unmeasured.
///
/// A host's last reflector, and a cluster's way up, are never taken from them without a person's word.
///
/// Not safe for more than one thread. State changes here; what is to outlive the process is noted ([#takeNotes]).
public final class Gate {
    /// What the hosts of a cluster have together.
    public record Hosts(int hosts, int prefixes) {}

    /// A loss of so small a part of the prefixes within moments is no flood.
    private static final int FLOOD_ONE_IN = 100;

    private static final Duration MOMENTS = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_WAVES = Duration.ofSeconds(1);

    private record Pending(Revision revision, Settling settling) {}

    private record Wait(Rollout.State state, Reason reason) {}

    private final Brake brake;
    private final Turns turns;
    private final Evidence evidence;
    private final Function<ClusterId, Hosts> hosts;
    private final Accounts accounts;
    private final SortedMap<Place, Pending> pending = new TreeMap<>();
    private final Map<Place, Rollout> told = new HashMap<>();
    private final Map<Place, Instant> lookAgain = new HashMap<>();
    private final SortedSet<Place> waitingReflectors = new TreeSet<>();
    private final SortedSet<Place> asides = new TreeSet<>();
    private final List<Note> notes = new ArrayList<>();
    private Instant nextWaves = Instant.MIN;

    public Gate(Brake brake, Waves waves, Evidence evidence, Function<ClusterId, Hosts> hosts) {
        this.brake = brake;
        this.turns = new Turns(waves, evidence);
        this.evidence = evidence;
        this.hosts = hosts;
        this.accounts = new Accounts(brake.window(), hosts);
    }

    /// Takes back what was noted before a restart.
    public void recall(Note note) {
        switch (note) {
            case Note.Told(var place, var rollout) -> told.put(place, rollout);
            case Note.Spent(var account, var spending) -> accounts.recall(account, spending);
            case Note.Underway(var place, var wave) -> wave.ifPresent(it -> turns.recall(place, it));
        }
    }

    /// What is to be kept and told since this was last asked.
    public List<Note> takeNotes() {
        var taken = new ArrayList<>(notes);
        taken.addAll(turns.takeNotes());
        notes.clear();
        return taken;
    }

    /// Whether the configuration goes now; what does not is looked at again ([#ripe]).
    ///
    /// @param before what the node was given last
    public boolean passes(Place place, NextConfig next, Optional<Shape> before, Instant now) {
        var loss = Accounts.loss(next);
        boolean first =
                before.isEmpty() || (Accounts.isHost(place) && before.get().isLeft());
        if (first || (loss.isNothing() && !next.change().structural())) {
            go(place, next, before, Extent.NOTHING, now);
            return true;
        }
        var revision = next.config().revision();
        var waits = pending.compute(
                place, (_, was) -> new Pending(revision, settling(Optional.ofNullable(was), revision, now)));
        if (!Accounts.isHost(place) && next.change().structural()) {
            waitingReflectors.add(place);
        } else {
            waitingReflectors.remove(place);
        }
        if (isReleased(place.node(), revision, now)) {
            go(place, next, before, Extent.NOTHING, now);
            return true;
        }
        if (mustSettle(place, before.get(), next, loss, now)
                && !waits.settling().isDue(now)) {
            lookAgain.put(place, waits.settling().due());
            return false;
        }
        lookAgain.remove(place);
        var wait = braked(place, before.get(), next, now).or(() -> notYet(place, next));
        wait.ifPresentOrElse(
                why -> tell(place, before, Optional.of(next), why, now),
                () -> go(place, next, before, Accounts.counted(place, next), now));
        return wait.isEmpty();
    }

    /// Whether a configuration that was rendered without what waits may go meanwhile: it takes nothing away and is no
    /// structural change. What waits waits on.
    public boolean passesMeanwhile(Place place, NextConfig next, Shape before, Instant now) {
        boolean routine = Accounts.loss(next).isNothing() && !next.change().structural();
        if (routine) {
            accounts.pay(place, before, next, Extent.NOTHING, now).ifPresent(notes::add);
            turns.went(place, next, Optional.of(before), now);
        }
        return routine;
    }

    private static Settling settling(Optional<Pending> was, Revision revision, Instant now) {
        return was.map(it -> it.revision().equals(revision)
                        ? it.settling()
                        : it.settling().changed(now))
                .orElseGet(() -> Settling.begun(now));
    }

    private boolean isReleased(NodeId node, Revision revision, Instant now) {
        return evidence.release()
                .apply(node)
                .filter(it -> it.allows(revision, now))
                .isPresent();
    }

    private boolean mustSettle(Place place, Shape before, NextConfig next, Extent loss, Instant now) {
        if (loss.sessions() > 0) {
            return true;
        }
        int lately = accounts.spending(place).lost(now, MOMENTS).prefixes();
        int small = Math.max(brake.atLeast(), accounts.had(place, before).prefixes() / FLOOD_ONE_IN);
        return lately + loss.prefixes() > small
                || (Accounts.isHost(place) && next.change().structural());
    }

    private Optional<Wait> braked(Place place, Shape before, NextConfig next, Instant now) {
        boolean lastPeers = Accounts.isHost(place)
                ? next.shape().sessions() == 0
                : next.shape().hosts() == 0;
        var loss = new Brake.Loss(
                accounts.had(place, before), accounts.spent(place, now), Accounts.counted(place, next), lastPeers);
        // The default route goes from all hosts at once: a share of all prefixes would not show how much that is.
        boolean cutsOff = (Accounts.isHost(place) && lastPeers && before.sessions() > 0)
                || next.change().severed()
                || next.change().stranded() > brake.atLeast();
        if (!cutsOff && !brake.holds(loss)) {
            return Optional.empty();
        }
        if (!cutsOff && !brake.holdsByItself(loss)) {
            accounts.spending(place).nextRelief(now, brake.window()).ifPresent(then -> lookAgain.put(place, then));
        }
        var cost = next.config().cost();
        return Optional.of(new Wait(
                Rollout.State.HELD,
                Reason.of(
                        ReasonCode.CONFIG_HELD,
                        next.config().revision().abbreviated(),
                        cost.sessions() + " sessions and " + cost.prefixes() + " prefixes")));
    }

    private Optional<Wait> notYet(Place place, NextConfig next) {
        if (!next.change().structural()) {
            return Optional.empty();
        }
        boolean behindReflectors = Accounts.isHost(place)
                && waitingReflectors.stream().anyMatch(it -> it.cluster().equals(place.cluster()));
        return turns.notYet(
                        place,
                        next,
                        behindReflectors,
                        hosts.apply(place.cluster()).hosts())
                .map(reason -> new Wait(
                        reason.code() == ReasonCode.ROLLOUT_STOPPED ? Rollout.State.STOPPED : Rollout.State.WAITING,
                        reason));
    }

    private void go(Place place, NextConfig next, Optional<Shape> before, Extent counted, Instant now) {
        before.flatMap(was -> accounts.pay(place, was, next, counted, now)).ifPresent(notes::add);
        turns.went(place, next, before, now);
        clear(place, Optional.of(next.config().revision()), now);
    }

    /// A node's configuration is as it was sent, or it is served no longer: nothing waits for it.
    public void settled(Place place, Optional<Revision> sent, Instant now) {
        clear(place, sent, now);
    }

    /// A node is served no longer: nobody waits for it.
    public void left(Place place, Instant now) {
        turns.left(place);
        clear(place, Optional.empty(), now);
    }

    private void clear(Place place, Optional<Revision> sent, Instant now) {
        pending.remove(place);
        waitingReflectors.remove(place);
        lookAgain.remove(place);
        var was = told.get(place);
        if (was != null && was.state() != Rollout.State.CLEAR && !asides.contains(place)) {
            keep(place, Rollouts.clear(place, sent, now));
        }
    }

    private void tell(Place place, Optional<Shape> before, Optional<NextConfig> next, Wait why, Instant now) {
        var was = Optional.ofNullable(told.get(place));
        var rollout = Rollouts.of(place, why.state(), before.flatMap(Shape::given), next, why.reason(), was, now);
        if (!was.equals(Optional.of(rollout))) {
            keep(place, rollout);
        }
    }

    private void keep(Place place, Rollout rollout) {
        told.put(place, rollout);
        notes.add(new Note.Told(place, rollout));
    }

    /// A host is in no reflector's configuration, for a reason; see [DueConfigs#setAside].
    public void aside(Place host, Reason why, Instant now) {
        asides.add(host);
        tell(host, Optional.empty(), Optional.empty(), new Wait(Rollout.State.STOPPED, why), now);
    }

    /// The host is tried again.
    public void readmitted(Place host, Instant now) {
        if (asides.remove(host)) {
            clear(host, Optional.empty(), now);
        }
    }

    /// What was told last of each place.
    Map<Place, Rollout> told() {
        return Collections.unmodifiableMap(told);
    }

    /// The nodes that wait for something, or were told to wait by a renderer that has died since. What is set aside
    /// waits for another reason.
    public SortedSet<Place> waiting() {
        var waiting = new TreeSet<>(pending.keySet());
        told.forEach((place, rollout) -> {
            if (rollout.state() != Rollout.State.CLEAR
                    && rollout.reason()
                            .filter(why -> why.code() == ReasonCode.HOST_SET_ASIDE)
                            .isEmpty()) {
                waiting.add(place);
            }
        });
        return waiting;
    }

    /// The nodes to be looked at again at this moment: time has passed, or somebody has spoken.
    public SortedSet<Place> ripe(Instant now) {
        var ripe = new TreeSet<Place>();
        lookAgain.forEach((place, then) -> {
            if (!now.isBefore(then)) {
                ripe.add(place);
            }
        });
        pending.forEach((place, it) -> {
            if (isReleased(place.node(), it.revision(), now)) {
                ripe.add(place);
            }
        });
        if (!now.isBefore(nextWaves)) {
            nextWaves = now.plus(LOOK_AT_WAVES);
            var moved = turns.look(now);
            pending.keySet().stream()
                    .filter(place -> moved.contains(place.cluster()))
                    .forEach(ripe::add);
        }
        return ripe;
    }
}
