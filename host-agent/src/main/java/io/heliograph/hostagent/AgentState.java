package io.heliograph.hostagent;

import io.heliograph.hostagent.kafka.OwnConfigs;
import java.util.Optional;

/// The running parts, for the health checks.
///
/// @param bird empty on a host that has none
/// @param applying empty on a host that has no BIRD
record AgentState(
        AgentSettings settings,
        AgentLoop loop,
        OwnConfigs configs,
        Optional<BirdWatch> bird,
        Optional<Applying> applying) {}
