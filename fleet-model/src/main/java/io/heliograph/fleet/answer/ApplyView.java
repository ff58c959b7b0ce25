package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult.Outcome;
import io.heliograph.fleet.event.ApplyResult.Timings;
import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Optional;

/// What was rendered for a node and what its agent says of it.
///
/// @param rendered the revision rendered last
/// @param running the revision that BIRD runs, as the agent said last
/// @param outcome of the revision that the agent tried last, which need not be the one rendered last
/// @param bird the version of the node's BIRD
/// @param at when the agent spoke last
public record ApplyView(
        NodeId node,
        ClusterId cluster,
        Progress progress,
        Optional<Revision> rendered,
        Optional<Revision> running,
        Optional<ChangeClass> changeClass,
        Optional<ChangeCost> cost,
        Optional<String> cause,
        Optional<Outcome> outcome,
        Optional<Reason> reason,
        Optional<BirdComplaint> complaint,
        Optional<Timings> timings,
        Optional<String> bird,
        Optional<Instant> at) {}
