package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.util.Optional;

/// What is to be done, in order. At most one of a step's effects has an answer, and it is the last.
public sealed interface ApplyEffect {
    /// Sends a command to BIRD; answered by [ApplyInput.Answered] or [ApplyInput.Lost].
    record Ask(String command, Duration deadline) implements ApplyEffect {}

    /// Writes a configuration beside the others, and begins to secure it against a power cut; answered by
    /// [ApplyInput.Staged], [ApplyInput.StagingFailed] or [ApplyInput.SecretMissing].
    record Stage(NodeConfig config) implements ApplyEffect {}

    /// Writes a part of a configuration for BIRD to check, and for nothing else; answered as [Stage].
    record Probe(Revision revision, String text) implements ApplyEffect {}

    /// Asks the disk whether BIRD would start from this configuration, byte by byte; answered by
    /// [ApplyInput.Inspected].
    record Inspect(NodeConfig config) implements ApplyEffect {}

    /// A change on disk that the apply does not wait for.
    sealed interface OnDisk extends ApplyEffect {}

    /// Writes down that a trial begins.
    record OpenTrial(Revision revision) implements OnDisk {}

    /// Writes down that no trial of ours is open.
    record CloseTrial() implements OnDisk {}

    /// Makes a staged configuration the one that BIRD starts from.
    record Promote(NodeConfig config) implements OnDisk {}

    /// Writes down which load of which revision was confirmed, and forgets old revisions.
    record Remember(ApplyInput.Note note) implements OnDisk {}

    /// Writes down what was lost lately.
    record KeepLosses(Losses losses) implements OnDisk {}

    /// Tells what became of a configuration.
    record Announce(
            Revision revision,
            ApplyResult.Outcome outcome,
            Optional<Revision> running,
            Optional<Reason> reason,
            Optional<BirdComplaint> complaint,
            ApplyResult.Timings timings,
            Optional<String> bird)
            implements ApplyEffect {}

    /// Tells the log what a person may want to know.
    record Log(String fact) implements ApplyEffect {}
}
