package io.heliograph.birdcontrol.apply;

import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What decides, beside the configuration itself, whether it may go.
///
/// @param losses what was lost in the last minutes
/// @param release the last word of a person
/// @param present the prefixes that the node itself has; empty where it knows none of its own
/// @param lookAt when BIRD and disk are asked next whether they are as they were left
record Guard(Losses losses, Optional<ApplyInput.Released> release, Optional<Set<Prefix>> present, Instant lookAt) {
    static final Guard NEW = new Guard(Losses.NONE, Optional.empty(), Optional.empty(), Instant.EPOCH);

    boolean isReleased(Revision revision, Instant now) {
        return release.filter(word -> word.revision().equals(revision) && now.isBefore(word.until()))
                .isPresent();
    }

    Guard withLosses(Losses next) {
        return new Guard(next, release, present, lookAt);
    }

    Guard released(ApplyInput.Released word) {
        return new Guard(losses, Optional.of(word), present, lookAt);
    }

    Guard withPresent(Set<Prefix> prefixes) {
        return new Guard(losses, release, Optional.of(prefixes), lookAt);
    }

    Guard lookAt(Instant next) {
        return new Guard(losses, release, present, next);
    }
}
