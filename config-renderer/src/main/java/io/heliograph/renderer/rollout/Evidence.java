package io.heliograph.renderer.rollout;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.SessionHealth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What others say, as of now: people of what may go, agents of what became of it.
///
/// @param release the last release for a node, expired or not
/// @param said what a node's agent said last
/// @param sessions a reflector's sessions
public record Evidence(
        Function<NodeId, Optional<Release>> release,
        Function<NodeId, Optional<ApplyResult>> said,
        Function<NodeId, List<SessionHealth>> sessions) {
    /// Nobody has said anything.
    public static final Evidence NONE = new Evidence(_ -> Optional.empty(), _ -> Optional.empty(), _ -> List.of());
}
