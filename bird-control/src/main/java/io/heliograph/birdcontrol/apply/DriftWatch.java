package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/// Tells when somebody changed BIRD or its file by hand. It is told once and not fought: who edits by hand has a
/// reason, and the next revision replaces the edit.
final class DriftWatch {
    private final ApplySettings settings;
    private final ApplyMachine machine;

    DriftWatch(ApplySettings settings, ApplyMachine machine) {
        this.settings = settings;
        this.machine = machine;
    }

    ApplyState scheduled(ApplyState state, Instant now) {
        return settings.lookEach().isZero() ? state : state.with(state.guard().lookAt(now.plus(settings.lookEach())));
    }

    /// Why the load that BIRD shows is somebody's hand; empty where it is ours, or was made by a restart.
    Optional<Reason> byHand(ApplyState state, DaemonStatus status) {
        var load = Load.in(status);
        return state.known()
                .note()
                .filter(note -> !note.load().isSame(load)
                        && note.load().isSameProcess(load)
                        && !state.known().openTrial())
                .filter(note -> state.known()
                        .lastGood()
                        .filter(config -> config.revision().equals(note.revision()))
                        .isPresent())
                .map(_ -> Reason.of(ReasonCode.CONFIG_DRIFT, settings.node(), status.lastReconfiguration()));
    }

    /// Whether BIRD's load is the one that was confirmed last, of the revision that is the last good one.
    static boolean isOurs(ApplyState state, DaemonStatus status) {
        var note = state.known().note();
        return note.isPresent()
                && note.get().load().isSame(Load.in(status))
                && state.known().lastGood().map(NodeConfig::revision).equals(note.map(ApplyInput.Note::revision));
    }

    Step look(ApplyState state, Instant now) {
        return ApplyMachine.ask(scheduled(state, now).in(new Phase.Looking()), "show status");
    }

    Step looked(ApplyState state, DaemonStatus status, Instant now) {
        var why = byHand(state, status);
        if (why.isPresent()) {
            return drifted(state.running(Optional.empty()), why.get(), now);
        }
        if (!isOurs(state, status)) {
            // Started anew, from whatever file: what it runs is for an apply to settle, not for a look.
            return idle(state.running(Optional.empty()), now);
        }
        var config = state.known().lastGood();
        return config.isEmpty()
                ? idle(state, now)
                : Step.of(state.in(new Phase.Inspecting()), new ApplyEffect.Inspect(config.get()));
    }

    /// BIRD holds what was confirmed; does the disk as well?
    Step inspected(ApplyState state, Optional<String> foreign, Instant now) {
        if (!(state.phase() instanceof Phase.Inspecting)) {
            return Step.of(state);
        }
        var held = state.running(state.known().note().map(ApplyInput.Note::revision));
        if (foreign.isPresent()) {
            return drifted(held, Reason.of(ReasonCode.CONFIG_FILE_DRIFT, settings.node(), foreign.get()), now);
        }
        if (held.known().drift().isEmpty()) {
            return idle(held, now);
        }
        var mended = held.with(held.known().withDrift(Optional.empty()));
        var config = mended.known().lastGood().orElseThrow();
        return idle(mended, now).after(Results.confirmed(mended, Job.of(config, now, now), now));
    }

    /// Told once for as long as it lasts, as a result of the revision that was confirmed last.
    private Step drifted(ApplyState state, Reason why, Instant now) {
        return told(state, idle(found(state, why), now), why, now);
    }

    ApplyState found(ApplyState state, Reason why) {
        return state.with(state.known().withDrift(Optional.of(why)));
    }

    Step told(ApplyState before, Step next, Reason why, Instant now) {
        boolean known =
                before.known().drift().filter(it -> it.code() == why.code()).isPresent();
        return known ? next : next.after(Results.drifted(next.state(), why, now));
    }

    private Step idle(ApplyState state, Instant now) {
        return machine.goOn(state.in(new Phase.Idle()), now, new Phase.Idle());
    }
}
