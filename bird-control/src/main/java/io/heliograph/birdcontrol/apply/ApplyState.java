package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// All that the one who applies knows. Changes in [ApplyMachine#step] and nowhere else.
///
/// @param phase where it stands
/// @param wish what BIRD should run
/// @param known what is known of BIRD and of the disk
/// @param guard what decides whether it may go
/// @param notBefore the next apply begins no earlier
public record ApplyState(Phase phase, Wish wish, Known known, Guard guard, Instant notBefore) {
    /// Before anything is known.
    public static ApplyState initial() {
        return new ApplyState(new Phase.Absent(), Wish.NONE, Known.NOTHING, Guard.NEW, Instant.EPOCH);
    }

    /// When [ApplyInput.TimePassed] is due, if nothing happens before.
    public Optional<Instant> wake() {
        return switch (phase) {
            case Phase.Idle _ ->
                Stream.of(pending() ? Optional.of(notBefore) : Optional.<Instant>empty(), wish.again(), look())
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
            case Phase.Waiting(var until, var _) -> Optional.of(until);
            case Phase.Settling(var _, var poll) -> poll.at();
            case Phase.Verifying(var _, var poll) -> poll.at();
            case Phase.Recounting(var _, var poll) -> poll.at();
            case Phase.Undone(var _, var _, var poll) -> poll.at();
            case Phase.Absent _,
                    Phase.Greeting _,
                    Phase.Surveying _,
                    Phase.Reclaiming _,
                    Phase.Unfit _,
                    Phase.Staging _,
                    Phase.Listing _,
                    Phase.Counting _,
                    Phase.Probing _,
                    Phase.Looking _,
                    Phase.Inspecting _,
                    Phase.Configuring _,
                    Phase.Confirming _,
                    Phase.Noting _,
                    Phase.Undoing _ -> Optional.empty();
        };
    }

    /// Why BIRD or its file is not as it was left.
    public Optional<Reason> drift() {
        return known.drift();
    }

    /// Why what is wanted waits for a person.
    public Optional<Reason> held() {
        return wish.isHeld() ? wish.held() : Optional.empty();
    }

    /// What BIRD should run now: what is wanted, or the last good one where that was tried in vain.
    Optional<NodeConfig> target() {
        return wish.isGivenUp() ? known.lastGood() : wish.config();
    }

    /// Whether BIRD does not run, or is not known to run, what it should. What somebody changed by hand is not
    /// fought: only another revision replaces it.
    boolean pending() {
        return target().isPresent()
                && !known.running().equals(target().map(NodeConfig::revision))
                && !(known.drift().isPresent() && known.isLastGood(target().get()));
    }

    /// When it is due to look whether BIRD and disk are as they were left.
    private Optional<Instant> look() {
        return known.note().isPresent() && guard.lookAt().isAfter(Instant.EPOCH)
                ? Optional.of(guard.lookAt())
                : Optional.empty();
    }

    boolean isLookDue(Instant now) {
        return look().filter(at -> !now.isBefore(at)).isPresent();
    }

    ApplyState in(Phase next) {
        return new ApplyState(next, wish, known, guard, notBefore);
    }

    ApplyState with(Wish next) {
        return new ApplyState(phase, next, known, guard, notBefore);
    }

    ApplyState with(Known next) {
        return new ApplyState(phase, wish, next, guard, notBefore);
    }

    ApplyState with(Guard next) {
        return new ApplyState(phase, wish, known, next, notBefore);
    }

    ApplyState notBefore(Instant earliest) {
        return new ApplyState(phase, wish, known, guard, earliest);
    }

    ApplyState running(Optional<Revision> revision) {
        return with(known.withRunning(revision));
    }

    ApplyState trial(boolean open) {
        return with(known.withTrial(open));
    }

    ApplyState withResultTold() {
        return with(wish.resultTold());
    }

    ApplyState withFailureTold(ReasonCode code) {
        return with(wish.withFailureTold(code));
    }

    /// Another BIRD may read what the one before it refused.
    ApplyState withBird(String version) {
        boolean other = known.bird().isPresent() && !known.bird().get().equals(version);
        var next = with(known.withBird(version));
        return other ? next.with(wish.judged(Optional.empty())) : next;
    }
}
