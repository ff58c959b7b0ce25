package io.heliograph.hostagent;

import io.heliograph.hostagent.kafka.OwnConfigs;

/// The running parts, for the health checks.
record AgentState(AgentSettings settings, AgentLoop loop, OwnConfigs configs, BirdWatch bird) {}
