package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// What waits on its way to a node.
///
/// @param revision what waits; empty for a host that is set aside
/// @param sent what the node was given last
/// @param risk the danger to accept if it is to be released, as one word
/// @param release who has let this revision go already, expired or not
public record RolloutView(
        NodeId node,
        ClusterId cluster,
        Rollout.State state,
        Optional<Revision> revision,
        Optional<Revision> sent,
        Optional<ChangeClass> changeClass,
        ChangeCost cost,
        Optional<Reason> reason,
        Optional<String> risk,
        Instant since,
        Optional<Release> release) {}
