package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.BirdComplaint;
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

    /// What is known of `wanted` without asking BIRD: that it runs, or why it is not tried again.
    static Optional<ApplyEffect.Announce> known(ApplyState state, Instant now) {
        if (state.wish().isGivenUp()) {
            return state.wish().verdict();
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
        var revision = job.config().revision();
        return new ApplyEffect.Announce(
                revision,
                ApplyResult.Outcome.REJECTED,
                state.known().running(),
                Optional.of(Reason.of(
                        ReasonCode.CONFIG_REFUSED_BY_BIRD,
                        revision.abbreviated(),
                        complaint.line(),
                        complaint.message())),
                Optional.of(withContext(complaint, job)),
                job.timings(now),
                state.known().bird());
    }

    /// It was not shown to BIRD.
    static ApplyEffect.Announce rejected(ApplyState state, Job job, Reason reason, Instant now) {
        return new ApplyEffect.Announce(
                job.config().revision(),
                ApplyResult.Outcome.REJECTED,
                state.known().running(),
                Optional.of(reason),
                Optional.empty(),
                job.timings(now),
                state.known().bird());
    }

    static ApplyEffect.Announce rolledBack(ApplyState state, Job job, String sessions, Instant now) {
        var revision = job.config().revision();
        return new ApplyEffect.Announce(
                revision,
                ApplyResult.Outcome.ROLLED_BACK,
                state.known().running(),
                Optional.of(Reason.of(ReasonCode.CONFIG_ROLLED_BACK, revision.abbreviated(), sessions)),
                Optional.empty(),
                job.timings(now),
                state.known().bird());
    }

    static ApplyEffect.Announce failed(ApplyState state, Job job, Reason reason, Instant now) {
        return new ApplyEffect.Announce(
                job.config().revision(),
                ApplyResult.Outcome.FAILED,
                state.known().running(),
                Optional.of(reason),
                Optional.empty(),
                job.timings(now),
                state.known().bird());
    }

    /// What is wanted cannot even be begun. Only for a state that wants something.
    static ApplyEffect.Announce failed(ApplyState state, Reason reason, Instant now) {
        return failed(
                state, Job.of(state.wish().config().orElseThrow(), state.wish().arrived(), now), reason, now);
    }

    private static BirdComplaint withContext(BirdComplaint complaint, Job job) {
        return complaint.file().equals(job.file())
                ? new BirdComplaint(
                        complaint.file(),
                        complaint.line(),
                        complaint.column(),
                        complaint.message(),
                        around(job.config().text(), complaint.line()))
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
