package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import java.util.Optional;

/// What is known of BIRD and of the disk.
///
/// @param lastGood what was confirmed last, and what BIRD starts from
/// @param note which load of it BIRD held then
/// @param running what BIRD's memory holds; empty while unknown
/// @param openTrial whether a trial of ours may be open in BIRD
/// @param bird BIRD's version as it says it
record Known(
        Optional<NodeConfig> lastGood,
        Optional<ApplyInput.Note> note,
        Optional<Revision> running,
        boolean openTrial,
        Optional<String> bird) {
    static final Known NOTHING =
            new Known(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

    Known fromDisk(ApplyInput.Started from) {
        return new Known(from.lastGood(), from.note(), running, from.openTrial(), bird);
    }

    Known withRunning(Optional<Revision> revision) {
        return new Known(lastGood, note, revision, openTrial, bird);
    }

    Known confirmed(NodeConfig config, ApplyInput.Note taken) {
        return new Known(Optional.of(config), Optional.of(taken), Optional.of(config.revision()), openTrial, bird);
    }

    Known withTrial(boolean open) {
        return new Known(lastGood, note, running, open, bird);
    }

    Known withBird(String version) {
        return new Known(lastGood, note, running, openTrial, Optional.of(version));
    }
}
