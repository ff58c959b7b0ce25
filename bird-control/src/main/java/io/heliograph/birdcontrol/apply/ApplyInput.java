package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.birdcontrol.reply.BirdReply;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What happens to the one who applies.
public sealed interface ApplyInput {
    /// The beginning.
    ///
    /// @param lastGood the configuration that BIRD starts from
    /// @param note which load of which revision was confirmed last
    /// @param openTrial whether a trial was begun whose end nobody has written down
    /// @param losses what was lost in the last minutes
    record Started(Optional<NodeConfig> lastGood, Optional<Note> note, boolean openTrial, Losses losses)
            implements ApplyInput {
        /// With a past in which nothing was lost.
        public Started(Optional<NodeConfig> lastGood, Optional<Note> note, boolean openTrial) {
            this(lastGood, note, openTrial, Losses.NONE);
        }
    }

    /// A configuration came; it replaces those before it.
    record Offered(NodeConfig config) implements ApplyInput {}

    /// A person lets a held revision go, until that instant. The latest word replaces those before it.
    record Released(Revision revision, Instant until) implements ApplyInput {}

    /// What the node itself has of what it announces: a prefix that is not among them is gone, whoever says so.
    record Present(Set<Prefix> prefixes) implements ApplyInput {
        public Present {
            prefixes = Set.copyOf(prefixes);
        }
    }

    /// BIRD can be asked.
    record Connected() implements ApplyInput {}

    /// BIRD cannot be asked, or did not answer; what the last question did is unknown.
    record Lost(String why) implements ApplyInput {}

    /// BIRD's answer to the last [ApplyEffect.Ask].
    record Answered(BirdReply reply) implements ApplyInput {}

    /// The answer to [ApplyEffect.Inspect].
    ///
    /// @param foreign what BIRD would start from and is not ours; empty where all is as it was written
    record Inspected(Optional<String> foreign) implements ApplyInput {}

    /// The answer to [ApplyEffect.Stage] and [ApplyEffect.Probe].
    record Staged(String file) implements ApplyInput {}

    /// The other answer to [ApplyEffect.Stage] and [ApplyEffect.Probe].
    record StagingFailed(String why) implements ApplyInput {}

    /// The third: the configuration includes a secret that this machine does not have.
    record SecretMissing(SecretName secret, String why) implements ApplyInput {}

    /// The instant of [ApplyState#wake] has come.
    record TimePassed() implements ApplyInput {}

    /// Which load of which revision BIRD holds.
    record Note(Revision revision, Load load) {}
}
