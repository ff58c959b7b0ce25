package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.BirdVersion;
import io.heliograph.birdcontrol.reply.ConfigureAnswer;
import io.heliograph.birdcontrol.reply.ConfigureStatus;
import io.heliograph.birdcontrol.reply.DaemonStatus;
import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Brings BIRD to the configuration that is wanted, one at a time and each on trial. [Phase] has the picture.
///
/// `configure` is sent only to a BIRD that has just said that it is quiet: a further `configure`, even one that
/// cannot be parsed, discards the undo of a trial, and what was on trial stays.
public final class ApplyMachine {
    private final ApplySettings settings;
    private final Gate gate;
    private final Trial trial;
    private final FaultHunt hunt;
    private final DriftWatch drift;

    public ApplyMachine(ApplySettings settings) {
        this.settings = settings;
        this.gate = new Gate(settings, this);
        this.trial = new Trial(settings, this, gate);
        this.hunt = new FaultHunt(trial);
        this.drift = new DriftWatch(settings, this);
    }

    /// The one place where the state changes.
    public Step step(ApplyState state, ApplyInput input, Instant now) {
        return switch (input) {
            case ApplyInput.Started started ->
                Step.of(state.with(state.wish().orElse(started.lastGood(), now))
                        .with(state.known().fromDisk(started))
                        .with(state.guard().withLosses(started.losses())));
            case ApplyInput.Offered(var config) -> offered(state, config, now);
            case ApplyInput.Released word -> gate.released(state, word, now);
            case ApplyInput.Present has -> gate.present(state, has, now);
            case ApplyInput.Inspected(var foreign) -> drift.inspected(state, foreign, now);
            case ApplyInput.Connected() -> ask(state.in(new Phase.Greeting()), "show status");
            case ApplyInput.Lost(var why) -> lost(state, why, now);
            case ApplyInput.TimePassed() -> timePassed(state, now);
            case ApplyInput.Staged(var file) -> staged(state, file);
            case ApplyInput.StagingFailed(var why) -> stagingFailed(state, why, now);
            case ApplyInput.SecretMissing(var secret, var why) -> secretMissing(state, secret, why, now);
            case ApplyInput.Answered(var reply) -> answered(state, reply, now);
        };
    }

    static Step ask(ApplyState state, String command) {
        return Step.of(state, new ApplyEffect.Ask(command, ApplySettings.ASK_DEADLINE));
    }

    private Step staged(ApplyState state, String file) {
        return state.phase() instanceof Phase.Probing probing
                ? hunt.staged(state, probing, file)
                : trial.staged(state, file);
    }

    private Step offered(ApplyState state, NodeConfig config, Instant now) {
        var hash = Revision.of(config.text());
        if (!hash.equals(config.revision())) {
            return Step.of(state, Results.damaged(state, config.revision(), hash));
        }
        if (state.wish().config().filter(config::isOutdatedBy).isPresent()) {
            return Step.of(
                    state,
                    new ApplyEffect.Log("apply=outdated revision=" + config.revision()
                            + " fact=\"it came after the one that replaced it\" effect=none"));
        }
        return goOn(state.with(state.wish().offered(config, now)), now, state.phase());
    }

    /// BIRD is gone, whatever was under way. A trial that was open is undone by BIRD itself, or died with it.
    private Step lost(ApplyState state, String why, Instant now) {
        var after = state.in(new Phase.Absent()).running(Optional.empty());
        if (state.known().openTrial() && Trial.jobOf(state.phase()).isPresent()) {
            int deaths = state.wish().deaths() + 1;
            after = after.with(after.wish().withDeaths(deaths));
            var job = Trial.jobOf(state.phase()).get();
            if (deaths >= ApplySettings.MAX_DEATHS) {
                var verdict =
                        Results.rolledBack(after, job, Results.undone(job, "BIRD did not survive it: " + why), now);
                return Step.of(
                        after.with(after.wish().judged(Optional.of(verdict))).withResultTold(), verdict);
            }
        }
        return unable(after, Reason.of(ReasonCode.BIRD_UNREACHABLE, settings.birdSocket(), why), now);
    }

    private Step timePassed(ApplyState state, Instant now) {
        boolean due = state.wake().isPresent() && !now.isBefore(state.wake().get());
        if (!due) {
            return Step.of(state);
        }
        return switch (state.phase()) {
            case Phase.Idle _ -> idleTimePassed(state, now);
            case Phase.Waiting waiting -> ask(state.in(waiting), "configure status");
            case Phase.Settling(var job, var poll) ->
                ask(state.in(new Phase.Settling(job, poll.asked())), "configure status");
            case Phase.Verifying(var job, var poll) ->
                ask(state.in(new Phase.Verifying(job, poll.asked())), "show protocols");
            case Phase.Recounting(var job, var poll) ->
                ask(state.in(new Phase.Recounting(job, poll.asked())), Trial.COUNT);
            case Phase.Undone(var job, var why, var poll) ->
                ask(state.in(new Phase.Undone(job, why, poll.asked())), "configure status");
            default -> Step.of(state);
        };
    }

    private Step idleTimePassed(ApplyState state, Instant now) {
        if (state.wish().again().filter(at -> !now.isBefore(at)).isPresent()) {
            return gate.again(state, now);
        }
        boolean apply = state.pending() && !now.isBefore(state.notBefore());
        return apply || !state.isLookDue(now) ? survey(state) : drift.look(state, now);
    }

    private Step stagingFailed(ApplyState state, String why, Instant now) {
        if (state.phase() instanceof Phase.Probing probing) {
            return hunt.stagingFailed(state, probing, now);
        }
        if (!(state.phase() instanceof Phase.Staging(var job))) {
            return Step.of(state);
        }
        return failed(
                state,
                job,
                Reason.of(ReasonCode.CONFIG_NOT_STORED, job.config().revision().abbreviated(), why),
                now);
    }

    /// BIRD is not asked: it would name a line, and not what to do. Somebody will put the secret there, and nobody
    /// should have to say so: it is looked for again.
    private Step secretMissing(ApplyState state, SecretName secret, String why, Instant now) {
        if (!(state.phase() instanceof Phase.Staging(var job))) {
            return Step.of(state);
        }
        var reason =
                Reason.of(ReasonCode.SECRET_MISSING, job.config().revision().abbreviated(), secret, why);
        return later(state, job, Results.rejected(state, job, reason, now), reason, now);
    }

    /// The apply came to nothing for a reason that may pass: it is tried again.
    Step failed(ApplyState state, Job job, Reason reason, Instant now) {
        return later(state, job, Results.failed(state, job, reason, now), reason, now);
    }

    /// Each reason is told once.
    private static Step later(ApplyState state, Job job, ApplyEffect.Announce announce, Reason reason, Instant now) {
        var idle = state.in(new Phase.Idle()).notBefore(now.plus(ApplySettings.RETRY));
        if (state.wish().failure().equals(Optional.of(reason.code()))
                && state.wish().isFor(job.config())) {
            return Step.of(idle);
        }
        return Step.of(idle.withFailureTold(reason.code()), announce);
    }

    private Step answered(ApplyState state, BirdReply reply, Instant now) {
        return switch (state.phase()) {
            case Phase.Greeting() -> greeted(state, reply, now);
            case Phase.Surveying() -> surveyed(state, reply, 0, now);
            case Phase.Waiting(var _, var polls) -> surveyed(state, reply, polls, now);
            case Phase.Reclaiming() -> ask(state.in(new Phase.Greeting()), "show status");
            case Phase.Listing(var job) -> trial.listed(state, job, reply, now);
            case Phase.Counting(var job) -> trial.counted(state, job, reply, now);
            case Phase.Configuring(var job) -> configured(state, job, ConfigureAnswer.parse(reply), now);
            case Phase.Probing probing -> hunt.answered(state, probing, reply, now);
            case Phase.Looking() -> drift.looked(state, DaemonStatus.parse(reply), now);
            case Phase.Settling(var job, var poll) ->
                trial.settled(state, job, poll, ConfigureStatus.parse(reply), now);
            case Phase.Verifying(var job, var poll) -> trial.verified(state, job, poll, reply, now);
            case Phase.Recounting(var job, var poll) -> trial.recounted(state, job, poll, reply, now);
            case Phase.Confirming(var job) -> trial.confirmed(state, job, ConfigureAnswer.parse(reply), now);
            case Phase.Noting(var job) -> trial.noted(state, job, DaemonStatus.parse(reply), now);
            case Phase.Undoing(var job, var why) -> trial.undoing(state, job, why, reply, now);
            case Phase.Undone(var job, var why, var poll) ->
                trial.undone(state, job, why, poll, ConfigureStatus.parse(reply), now);
            case Phase.Absent(), Phase.Idle(), Phase.Unfit(), Phase.Staging _, Phase.Inspecting() -> Step.of(state);
        };
    }

    /// A refusal changes nothing and leaves nothing open: there is time to find out whose block it is.
    private Step configured(ApplyState state, Job job, ConfigureAnswer answer, Instant now) {
        return answer instanceof ConfigureAnswer.Refused(var complaint)
                ? hunt.begin(state.trial(false), job.taken(now), complaint, now).after(new ApplyEffect.CloseTrial())
                : trial.configured(state, job, answer, now);
    }

    /// Whatever was confirmed last still runs if BIRD's load is the one that was noted then. A BIRD that was
    /// started anew, undid something or was configured by hand shows another.
    private Step greeted(ApplyState state, BirdReply reply, Instant now) {
        var status = DaemonStatus.parse(reply);
        if (!status.version().map(BirdVersion::isSupported).orElse(false)) {
            var reason = Reason.of(ReasonCode.BIRD_TOO_OLD, status.versionText());
            return unable(state.in(new Phase.Unfit()).withBird(status.versionText()), reason, now);
        }
        var byHand = drift.byHand(state, status);
        boolean sameLoad = DriftWatch.isOurs(state, status);
        var known = drift.scheduled(state.withBird(status.versionText()), now)
                .running(sameLoad ? state.known().note().map(ApplyInput.Note::revision) : Optional.empty());
        return byHand.map(why -> drift.told(state, survey(drift.found(known, why)), why, now))
                .orElseGet(() -> survey(known.with(known.known().withDrift(Optional.empty()))));
    }

    private static Step survey(ApplyState state) {
        return ask(state.in(new Phase.Surveying()), "configure status");
    }

    private Step surveyed(ApplyState state, BirdReply reply, int polls, Instant now) {
        var status = ConfigureStatus.parse(reply);
        if (status.isQuiet()) {
            var closed = state.trial(false);
            var next = goOn(closed, now, new Phase.Surveying());
            return state.known().openTrial() ? next.after(new ApplyEffect.CloseTrial()) : next;
        }
        if (status.undoIn().isPresent() && state.known().openTrial()) {
            return ask(state.in(new Phase.Reclaiming()), "configure undo")
                    .after(new ApplyEffect.Log("apply=reclaim fact=\"a trial of a former life is undone\""));
        }
        var waiting = state.in(new Phase.Waiting(now.plus(Poll.pause(polls)), polls + 1));
        return polls == 0
                ? Step.of(
                        waiting,
                        new ApplyEffect.Log("apply=waiting fact=\"BIRD is not quiet\" status=\"" + reply + "\""))
                : Step.of(waiting);
    }

    /// Decides what is next, for a state in which no question is open.
    ///
    /// @param from `Surveying` if BIRD has just said that it is quiet
    Step goOn(ApplyState state, Instant now, Phase from) {
        return switch (from) {
            case Phase.Absent() ->
                unable(state, Reason.of(ReasonCode.BIRD_UNREACHABLE, settings.birdSocket(), "not connected"), now);
            case Phase.Unfit() ->
                unable(
                        state,
                        Reason.of(ReasonCode.BIRD_TOO_OLD, state.known().bird().orElse("?")),
                        now);
            case Phase.Idle(), Phase.Surveying() -> apply(state, now, from instanceof Phase.Surveying);
            default -> Step.of(state);
        };
    }

    /// What is wanted cannot be begun: told once.
    private static Step unable(ApplyState state, Reason reason, Instant now) {
        return state.wish().owed() && !state.wish().failureTold()
                ? Step.of(state.withFailureTold(reason.code()), Results.failed(state, reason, now))
                : Step.of(state);
    }

    private Step apply(ApplyState state, Instant now, boolean quiet) {
        var effects = new ArrayList<ApplyEffect>();
        var idle = state.in(new Phase.Idle());
        var answer = Results.known(idle, now);
        if (idle.wish().owed() && answer.isPresent()) {
            effects.add(answer.get());
            idle = idle.withResultTold();
        }
        var target = idle.target();
        if (target.isEmpty() || !idle.pending() || now.isBefore(idle.notBefore())) {
            return new Step(idle, effects);
        }
        if (!quiet) {
            return survey(idle).after(effects.toArray(ApplyEffect[]::new));
        }
        var begun = begin(idle, target.get(), now);
        return begun.after(effects.toArray(ApplyEffect[]::new));
    }

    private Step begin(ApplyState idle, NodeConfig target, Instant now) {
        var text = ConfigText.read(target.text(), idle.known().text());
        var job = Job.of(target, text, idle.wish().isFor(target) ? idle.wish().arrived() : now, now);
        return gate.lint(idle, job, now)
                .orElseGet(() -> Step.of(
                        idle.in(new Phase.Staging(job)).notBefore(now.plus(settings.coalesce())),
                        new ApplyEffect.Stage(target)));
    }

    /// The job came to an end that its repetition would not change.
    Step judged(ApplyState state, Job job, ApplyEffect.Announce verdict, Instant now) {
        var after = state.wish().isFor(job.config())
                ? state.with(state.wish().judged(Optional.of(verdict)).resultTold())
                : state;
        return goOn(after.in(new Phase.Idle()), now, new Phase.Idle()).after(verdict);
    }
}
