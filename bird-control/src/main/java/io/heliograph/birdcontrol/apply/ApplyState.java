package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Instant;
import java.util.Optional;

/// All that the one who applies knows. Changes in [ApplyMachine#step] and nowhere else.
///
/// @param wanted the configuration that BIRD should run
/// @param arrived when it came
/// @param owed whether a result of `wanted` is still to be told
/// @param failureTold whether it was told that BIRD is absent, for `wanted`
/// @param lastGood what was confirmed last, and what BIRD starts from
/// @param note which load of it BIRD holds
/// @param running what BIRD's memory holds; empty while unknown
/// @param verdict why `wanted` is not tried again
/// @param openTrial whether a trial of ours may be open in BIRD
/// @param notBefore the next apply begins no earlier
/// @param deaths how often BIRD was lost during a trial of `wanted`
/// @param bird BIRD's version as it says it
public record ApplyState(
        Phase phase,
        Optional<NodeConfig> wanted,
        Instant arrived,
        boolean owed,
        boolean failureTold,
        Optional<NodeConfig> lastGood,
        Optional<ApplyInput.Note> note,
        Optional<Revision> running,
        Optional<ApplyEffect.Announce> verdict,
        boolean openTrial,
        Instant notBefore,
        int deaths,
        Optional<String> bird) {
    /// Before anything is known.
    public static ApplyState initial() {
        return new ApplyState(
                new Phase.Absent(),
                Optional.empty(),
                Instant.EPOCH,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Instant.EPOCH,
                0,
                Optional.empty());
    }

    /// When [ApplyInput.TimePassed] is due, if nothing happens before.
    public Optional<Instant> wake() {
        return switch (phase) {
            case Phase.Idle _ -> pending() ? Optional.of(notBefore) : Optional.empty();
            case Phase.Waiting(var until, var _) -> Optional.of(until);
            case Phase.Settling(var _, var poll) -> poll.at();
            case Phase.Verifying(var _, var poll) -> poll.at();
            case Phase.Undone(var _, var _, var poll) -> poll.at();
            case Phase.Absent _,
                    Phase.Greeting _,
                    Phase.Surveying _,
                    Phase.Reclaiming _,
                    Phase.Unfit _,
                    Phase.Staging _,
                    Phase.Checking _,
                    Phase.Listing _,
                    Phase.Configuring _,
                    Phase.Confirming _,
                    Phase.Noting _,
                    Phase.Undoing _ -> Optional.empty();
        };
    }

    /// What BIRD should run now: what is wanted, or the last good one where that was tried in vain.
    Optional<NodeConfig> target() {
        return isGivenUp() ? lastGood : wanted;
    }

    boolean isGivenUp() {
        return verdict.isPresent()
                && wanted.isPresent()
                && verdict.get().revision().equals(wanted.get().revision());
    }

    /// Whether BIRD does not run, or is not known to run, what it should.
    boolean pending() {
        return target().isPresent() && !running.equals(target().map(NodeConfig::revision));
    }

    ApplyState in(Phase next) {
        return new ApplyState(
                next,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                running,
                verdict,
                openTrial,
                notBefore,
                deaths,
                bird);
    }

    ApplyState wanting(NodeConfig config, Instant now) {
        boolean same = wanted.isPresent() && wanted.get().revision().equals(config.revision());
        return new ApplyState(
                phase,
                Optional.of(config),
                now,
                true,
                false,
                lastGood,
                note,
                running,
                same ? verdict : Optional.empty(),
                openTrial,
                notBefore,
                same ? deaths : 0,
                bird);
    }

    ApplyState withResultTold() {
        return new ApplyState(
                phase, wanted, arrived, false, false, lastGood, note, running, verdict, openTrial, notBefore, deaths,
                bird);
    }

    ApplyState withFailureTold() {
        return new ApplyState(
                phase, wanted, arrived, true, true, lastGood, note, running, verdict, openTrial, notBefore, deaths,
                bird);
    }

    ApplyState starting(ApplyInput.Started from, Instant now) {
        return new ApplyState(
                phase,
                wanted.or(from::lastGood),
                now,
                owed,
                failureTold,
                from.lastGood(),
                from.note(),
                running,
                verdict,
                from.openTrial(),
                notBefore,
                deaths,
                bird);
    }

    ApplyState running(Optional<Revision> revision) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                revision,
                verdict,
                openTrial,
                notBefore,
                deaths,
                bird);
    }

    ApplyState confirmed(NodeConfig config, ApplyInput.Note taken) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                Optional.of(config),
                Optional.of(taken),
                Optional.of(config.revision()),
                verdict,
                openTrial,
                notBefore,
                deaths,
                bird);
    }

    ApplyState judged(ApplyEffect.Announce found) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                running,
                Optional.of(found),
                openTrial,
                notBefore,
                deaths,
                bird);
    }

    ApplyState trial(boolean open) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                running,
                verdict,
                open,
                notBefore,
                deaths,
                bird);
    }

    ApplyState notBefore(Instant earliest) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                running,
                verdict,
                openTrial,
                earliest,
                deaths,
                bird);
    }

    ApplyState deaths(int count) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                running,
                verdict,
                openTrial,
                notBefore,
                count,
                bird);
    }

    ApplyState bird(String version) {
        return new ApplyState(
                phase,
                wanted,
                arrived,
                owed,
                failureTold,
                lastGood,
                note,
                running,
                // Another BIRD may read what the one before it refused.
                bird.equals(Optional.of(version)) ? verdict : Optional.empty(),
                openTrial,
                notBefore,
                deaths,
                Optional.of(version));
    }
}
