package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.birdcontrol.reply.ConfigureAnswer;
import io.heliograph.fleet.event.BirdComplaint;
import java.time.Instant;

/// Finds out whose block BIRD does not read, so that one bad host does not stop the others.
///
/// It asks the BIRD that refused (`configure check`, which changes nothing and may be sent at any time): another
/// program, or another version of it, might refuse something else.
final class FaultHunt {
    private final Trial trial;

    FaultHunt(Trial trial) {
        this.trial = trial;
    }

    Step begin(ApplyState state, Job job, BirdComplaint complaint, Instant now) {
        return next(state, job, complaint, FaultSearch.begin(job.config().text(), complaint.line()), now);
    }

    private Step next(ApplyState state, Job job, BirdComplaint complaint, FaultSearch.Next next, Instant now) {
        return switch (next) {
            case FaultSearch.Next.Ask(var search, var text) ->
                Step.of(
                        state.in(new Phase.Probing(job, complaint, search)),
                        new ApplyEffect.Probe(job.config().revision(), text));
            case FaultSearch.Next.Found(var protocol, var peer) ->
                trial.refused(state, job, complaint.at(protocol, peer), now);
            case FaultSearch.Next.Nobody() -> trial.refused(state, job, complaint, now);
        };
    }

    Step staged(ApplyState state, Phase.Probing probing, String file) {
        return Step.of(
                state.in(probing),
                new ApplyEffect.Ask("configure check \"" + file + "\"", ApplySettings.READ_DEADLINE));
    }

    /// A full disk is no reason to withhold the verdict.
    Step stagingFailed(ApplyState state, Phase.Probing probing, Instant now) {
        return trial.refused(state, probing.job(), probing.complaint(), now);
    }

    Step answered(ApplyState state, Phase.Probing probing, BirdReply reply, Instant now) {
        boolean read = ConfigureAnswer.parse(reply) instanceof ConfigureAnswer.ReadableConfig;
        return next(state, probing.job(), probing.complaint(), probing.search().answered(read), now);
    }
}
