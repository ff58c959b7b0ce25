package io.heliograph.rragent;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The agent at a glance, for health and metrics.
///
/// @param turnedAt when the watch last came round
/// @param waiting records that no broker has yet
/// @param dropped records that were dropped because too many waited
record AgentPicture(
        Instant turnedAt,
        boolean birdAnswers,
        boolean busConnected,
        Optional<ApplyResult> lastResult,
        Map<SessionState, Integer> sessions,
        Map<Stage, Integer> routes,
        int waiting,
        long dropped) {}
