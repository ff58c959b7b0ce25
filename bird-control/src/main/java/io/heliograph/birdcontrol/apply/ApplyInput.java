package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.event.NodeConfig;
import java.util.Optional;

/// What happens to the one who applies.
public sealed interface ApplyInput {
    /// The beginning.
    ///
    /// @param lastGood the configuration that BIRD starts from
    /// @param note which load of which revision was confirmed last
    /// @param openTrial whether a trial was begun whose end nobody has written down
    record Started(Optional<NodeConfig> lastGood, Optional<Note> note, boolean openTrial) implements ApplyInput {}

    /// A configuration came; it replaces those before it.
    record Offered(NodeConfig config) implements ApplyInput {}

    /// BIRD can be asked.
    record Connected() implements ApplyInput {}

    /// BIRD cannot be asked, or did not answer; what the last question did is unknown.
    record Lost(String why) implements ApplyInput {}

    /// BIRD's answer to the last [ApplyEffect.Ask].
    record Answered(BirdReply reply) implements ApplyInput {}

    /// The answer to [ApplyEffect.Stage].
    record Staged(String file) implements ApplyInput {}

    /// The other answer to [ApplyEffect.Stage].
    record StagingFailed(String why) implements ApplyInput {}

    /// The third: the configuration includes a secret that this machine does not have.
    record SecretMissing(SecretName secret, String why) implements ApplyInput {}

    /// The instant of [ApplyState#wake] has come.
    record TimePassed() implements ApplyInput {}

    /// Which load of which revision BIRD holds: its *last reconfiguration* changes with every load, by whomever,
    /// with every restart and with every undo.
    record Note(Revision revision, String lastReconfiguration) {}
}
