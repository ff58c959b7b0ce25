package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.text.ConfigText;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import java.util.Optional;

/// What is known of BIRD and of the disk.
///
/// @param lastGood what was confirmed last, and what BIRD starts from
/// @param text the same, read
/// @param note which load of it BIRD held then
/// @param running what BIRD's memory holds; empty while unknown
/// @param openTrial whether a trial of ours may be open in BIRD
/// @param drift why BIRD or the disk is not as it was left, by somebody's hand
/// @param bird BIRD's version as it says it
record Known(
        Optional<NodeConfig> lastGood,
        ConfigText text,
        Optional<ApplyInput.Note> note,
        Optional<Revision> running,
        boolean openTrial,
        Optional<Reason> drift,
        Optional<String> bird) {
    static final Known NOTHING = new Known(
            Optional.empty(),
            ConfigText.EMPTY,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    Known fromDisk(ApplyInput.Started from) {
        var read = from.lastGood().map(config -> ConfigText.read(config.text())).orElse(ConfigText.EMPTY);
        return new Known(from.lastGood(), read, from.note(), running, from.openTrial(), drift, bird);
    }

    boolean isLastGood(NodeConfig config) {
        return lastGood.map(NodeConfig::revision)
                .filter(config.revision()::equals)
                .isPresent();
    }

    Known withRunning(Optional<Revision> revision) {
        return new Known(lastGood, text, note, revision, openTrial, drift, bird);
    }

    /// Whatever somebody did by hand was replaced.
    Known confirmed(Job job, ApplyInput.Note taken) {
        var config = job.config();
        return new Known(
                Optional.of(config),
                job.text(),
                Optional.of(taken),
                Optional.of(config.revision()),
                openTrial,
                Optional.empty(),
                bird);
    }

    Known withTrial(boolean open) {
        return new Known(lastGood, text, note, running, open, drift, bird);
    }

    Known withDrift(Optional<Reason> why) {
        return new Known(lastGood, text, note, running, openTrial, why, bird);
    }

    Known withBird(String version) {
        return new Known(lastGood, text, note, running, openTrial, drift, Optional.of(version));
    }
}
