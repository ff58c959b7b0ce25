package io.heliograph.hostagent;

import io.heliograph.birdcontrol.sample.BirdSeen;
import io.heliograph.hostagent.bird.BirdLook;
import io.heliograph.hostagent.kafka.OwnConfigs;
import java.util.Optional;

/// The running parts, for the health checks.
///
/// @param bird empty on a host that has none
/// @param look what is measured of BIRD; empty on a host that has none
/// @param applying empty on a host that has no BIRD
record AgentState(
        AgentSettings settings,
        AgentLoop loop,
        OwnConfigs configs,
        Optional<BirdWatch> bird,
        Optional<BirdLook> look,
        Optional<Applying> applying) {
    /// What BIRD answered last; nothing yet from one that has just come, empty while it is gone.
    Optional<BirdSeen> birdSeen() {
        return bird.flatMap(BirdWatch::version)
                .map(_ -> look.flatMap(BirdLook::seen).orElse(BirdSeen.NOTHING));
    }
}
