package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// How far a node's next configuration is on its way to the node, as the renderer sees it.
///
/// @param revision what waits; empty when nothing does
/// @param sent what the node was given last
/// @param changeClass what the waiting revision does to the node's BIRD
/// @param cost sessions that end and prefixes that are withdrawn if it goes
/// @param reason why it waits
/// @param risk the danger to accept if it is to be released, as one word: `withdraw-120-prefixes`
/// @param since when the state began
public record Rollout(
        NodeId node,
        ClusterId cluster,
        State state,
        Optional<Revision> revision,
        Optional<Revision> sent,
        Optional<ChangeClass> changeClass,
        ChangeCost cost,
        Optional<Reason> reason,
        Optional<String> risk,
        Instant since) {
    /// `CLEAR`: nothing waits. `HELD`: it costs more than the brake lets through. `WAITING`: it is another node's
    /// turn. `STOPPED`: a node before it in the wave failed, or has given no verdict.
    public enum State {
        CLEAR,
        HELD,
        WAITING,
        STOPPED
    }
}
