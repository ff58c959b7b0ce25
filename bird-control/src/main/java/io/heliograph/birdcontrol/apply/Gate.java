package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.AgentBrake;
import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.birdcontrol.lint.Lint;
import io.heliograph.birdcontrol.text.ConfigText;
import java.time.Instant;
import java.util.Optional;

/// What a configuration must pass before BIRD hears of it: our own rules, and the brake.
///
/// What BIRD starts from has passed once and is not stopped here: an agent that thinks better of it must not leave
/// its BIRD with less.
final class Gate {
    private final ApplySettings settings;
    private final AgentBrake brake;
    private final ApplyMachine machine;

    Gate(ApplySettings settings, ApplyMachine machine) {
        this.settings = settings;
        this.brake = new AgentBrake(settings.brake());
        this.machine = machine;
    }

    /// The end of a job that breaks a rule; empty for one that keeps them.
    Optional<Step> lint(ApplyState state, Job job, Instant now) {
        var config = job.config();
        if (state.known().isLastGood(config)) {
            return Optional.empty();
        }
        ConfigText accepted = state.known().text();
        var findings = Lint.check(settings.node(), config.revision(), job.text(), accepted);
        return findings.stream().findFirst().map(first -> {
            var verdict = Results.broken(state, job, first, now);
            return machine.judged(state, job, verdict, now);
        });
    }

    /// The end, for now, of a job that costs too much; empty for one that may go.
    Optional<Step> brake(ApplyState state, Job job, Instant now) {
        if (state.known().isLastGood(job.config())
                || state.guard().isReleased(job.config().revision(), now)) {
            return Optional.empty();
        }
        return brake.judge(job.cost(), state.guard().losses(), now).map(hold -> held(state, job, hold, now));
    }

    private Step held(ApplyState state, Job job, AgentBrake.Hold hold, Instant now) {
        if (!state.wish().isFor(job.config())) {
            return machine.goOn(state.in(new Phase.Idle()), now, new Phase.Idle());
        }
        var verdict = Results.held(state, job, hold.what(), now);
        boolean told = !state.wish().owed() && state.wish().held().equals(verdict.reason());
        var after = state.with(state.wish().held(verdict, hold.until()).resultTold());
        var next = machine.goOn(after.in(new Phase.Idle()), now, new Phase.Idle());
        return told ? next : next.after(verdict);
    }

    /// What is to be remembered of a configuration that was confirmed. What a person let go does not count against
    /// what comes after. To have what runs put right is no word on what was lost before.
    Losses losses(ApplyState state, Job job, Instant now) {
        boolean letGo = state.guard().isReleased(job.config().revision(), now)
                && !state.known().isLastGood(job.config());
        return letGo ? Losses.NONE : brake.recent(state.guard().losses(), now).after(job.cost(), now);
    }

    Step released(ApplyState state, ApplyInput.Released word, Instant now) {
        boolean news = !state.guard().release().equals(Optional.of(word));
        var told = state.with(state.guard().released(word));
        // A person who releases what was undone means: try it once more, what was wrong with the sessions or with BIRD
        // has passed. Their word counts once, however often it is read.
        boolean anew = news && told.wish().isUndone() && isReleased(told, now);
        var heard = anew ? told.with(told.wish().anew()) : told;
        boolean puts = heard.known().drift().isPresent()
                && heard.known()
                        .lastGood()
                        .filter(it -> heard.guard().isReleased(it.revision(), now))
                        .isPresent();
        // A person who releases what runs already means: put right what was done by hand.
        return again(
                puts ? heard.with(heard.known().withDrift(Optional.empty()).withRunning(Optional.empty())) : heard,
                now);
    }

    private static boolean isReleased(ApplyState state, Instant now) {
        return state.wish()
                .config()
                .filter(config -> state.guard().isReleased(config.revision(), now))
                .isPresent();
    }

    Step present(ApplyState state, ApplyInput.Present has, Instant now) {
        return again(state.with(state.guard().withPresent(has.prefixes())), now);
    }

    /// Something changed that may let go what is held.
    Step again(ApplyState state, Instant now) {
        var after = state.wish().isHeld() ? state.with(state.wish().judged(Optional.empty())) : state;
        return machine.goOn(after, now, after.phase());
    }
}
