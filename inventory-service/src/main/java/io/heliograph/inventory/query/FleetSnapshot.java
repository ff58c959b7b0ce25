package io.heliograph.inventory.query;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// All that the inventory knows at one moment.
///
/// @param reports the newest report of each host
/// @param sessions by `reflector/session`; those that are configured no more are left out
/// @param routes by prefix and reporter
/// @param rollouts what was last told of each node's rollout, `CLEAR` where nothing waits
/// @param releases the last release for each node, expired or not
/// @param reflectorReports the newest report of each reflector; none from agents that are older than it
/// @param drift where the topics differ from their contracts
/// @param silent whose agents have been silent for three heartbeats, and when each was heard last
/// @param deaf whether nobody at all is heard
public record FleetSnapshot(
        SortedMap<ClusterId, ClusterEntry> clusters,
        SortedMap<ReflectorId, ReflectorEntry> reflectors,
        SortedMap<HostId, HostEntry> hosts,
        Map<HostId, HostReport> reports,
        SortedMap<String, SessionHealth> sessions,
        SortedMap<Prefix, Map<String, RouteHealth>> routes,
        Map<NodeId, ApplyResult> applies,
        Map<NodeId, RenderedConfig> configs,
        Map<NodeId, Rollout> rollouts,
        Map<NodeId, Release> releases,
        Map<ReflectorId, ReflectorReport> reflectorReports,
        List<Reason> drift,
        SortedMap<NodeId, Instant> silent,
        boolean deaf,
        Instant at) {
    /// Why nothing is known of a node any more.
    Optional<Reason> silence(NodeId node) {
        return Optional.ofNullable(silent.get(node))
                .map(heard -> Reason.of(ReasonCode.AGENT_SILENT, node, heard.truncatedTo(ChronoUnit.SECONDS)));
    }
}
