package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.lint.Finding;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words in which it is told what became of a configuration.
final class Results {
    static final ApplyResult.Timings NO_TIME = new ApplyResult.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static final int CONTEXT = 2;

    private Results() {}

    /// The record was changed on its way: not even its revision is to be trusted.
    static ApplyEffect.Announce damaged(ApplyState state, Revision told, Revision found) {
        return new ApplyEffect.Announce(
                told,
                ApplyResult.Outcome.REJECTED,
                state.known().running(),
                Optional.of(Reason.of(ReasonCode.CONFIG_REVISION_MISMATCH, told, found)),
                Optional.empty(),
                NO_TIME,
                state.known().bird());
    }

    /// What is known of `wanted` without asking BIRD: that it runs, or why it is not tried again.
    static Optional<ApplyEffect.Announce> known(ApplyState state, Instant now) {
        if (state.wish().isGivenUp()) {
            return state.wish().verdict();
        }
        if (state.known().drift().isPresent()
                && state.wish().config().filter(state.known()::isLastGood).isPresent()) {
            return state.known().drift().map(why -> drifted(state, why, now));
        }
        return state.wish()
                .config()
                .filter(config -> state.known().running().equals(Optional.of(config.revision())))
                .map(config -> confirmed(state, Job.of(config, now, now), now));
    }

    static ApplyEffect.Announce confirmed(ApplyState state, Job job, Instant now) {
        return new ApplyEffect.Announce(
                job.config().revision(),
                ApplyResult.Outcome.CONFIRMED,
                Optional.of(job.config().revision()),
                Optional.empty(),
                Optional.empty(),
                job.timings(now),
                state.known().bird());
    }

    static ApplyEffect.Announce rejected(ApplyState state, Job job, BirdComplaint complaint, Instant now) {
        var culprit = complaint
                .protocol()
                .map(name -> ", in the block " + name
                        + complaint.peer().map(peer -> " of " + peer).orElse(""))
                .orElse("");
        var reason = Reason.of(
                ReasonCode.CONFIG_REFUSED_BY_BIRD,
                job.config().revision().abbreviated(),
                complaint.line(),
                complaint.message() + culprit);
        return announce(
                state, job, ApplyResult.Outcome.REJECTED, reason, Optional.of(withContext(complaint, job)), now);
    }

    /// It was not shown to BIRD.
    static ApplyEffect.Announce rejected(ApplyState state, Job job, Reason reason, Instant now) {
        return announce(state, job, ApplyResult.Outcome.REJECTED, reason, Optional.empty(), now);
    }

    /// BIRD was not asked: it would have taken it.
    static ApplyEffect.Announce broken(ApplyState state, Job job, Finding finding, Instant now) {
        var text = job.config().text();
        var said = new BirdComplaint("", finding.line(), 0, finding.reason().message(), around(text, finding.line()));
        var complaint = finding.session()
                .flatMap(block -> protocol(block.name()).map(name -> said.at(name, block.description())))
                .orElse(said);
        return announce(state, job, ApplyResult.Outcome.REJECTED, finding.reason(), Optional.of(complaint), now);
    }

    private static Optional<ProtocolName> protocol(String name) {
        try {
            return Optional.of(new ProtocolName(name));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    static ApplyEffect.Announce held(ApplyState state, Job job, String what, Instant now) {
        var reason = Reason.of(ReasonCode.CONFIG_HELD, job.config().revision().abbreviated(), what);
        return announce(state, job, ApplyResult.Outcome.HELD, reason, Optional.empty(), now);
    }

    /// Of the revision that was confirmed last: it is not any more, and is not brought back either.
    static ApplyEffect.Announce drifted(ApplyState state, Reason why, Instant now) {
        var job = Job.of(state.known().lastGood().orElseThrow(), now, now);
        return announce(state, job, ApplyResult.Outcome.FAILED, why, Optional.empty(), now);
    }

    /// @param why what happened, as half a sentence
    static Reason undone(Job job, String why) {
        return Reason.of(ReasonCode.CONFIG_ROLLED_BACK, job.config().revision().abbreviated(), why);
    }

    static ApplyEffect.Announce rolledBack(ApplyState state, Job job, Reason why, Instant now) {
        return announce(state, job, ApplyResult.Outcome.ROLLED_BACK, why, Optional.empty(), now);
    }

    private static ApplyEffect.Announce announce(
            ApplyState state,
            Job job,
            ApplyResult.Outcome outcome,
            Reason reason,
            Optional<BirdComplaint> complaint,
            Instant now) {
        return new ApplyEffect.Announce(
                job.config().revision(),
                outcome,
                state.known().running(),
                Optional.of(reason),
                complaint,
                job.timings(now),
                state.known().bird());
    }

    static ApplyEffect.Announce failed(ApplyState state, Job job, Reason reason, Instant now) {
        return announce(state, job, ApplyResult.Outcome.FAILED, reason, Optional.empty(), now);
    }

    /// What is wanted cannot even be begun. Only for a state that wants something.
    static ApplyEffect.Announce failed(ApplyState state, Reason reason, Instant now) {
        return failed(
                state, Job.of(state.wish().config().orElseThrow(), state.wish().arrived(), now), reason, now);
    }

    private static BirdComplaint withContext(BirdComplaint complaint, Job job) {
        return complaint.file().equals(job.file())
                ? complaint.within(around(job.config().text(), complaint.line()))
                : complaint;
    }

    private static List<String> around(String text, int line) {
        var lines = text.split("\n", -1);
        var context = new ArrayList<String>();
        for (int i = Math.max(1, line - CONTEXT); i <= Math.min(lines.length, line + CONTEXT); i++) {
            context.add(i + ": " + lines[i - 1]);
        }
        return context;
    }
}
