package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorFacts;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A route reflector and what it has.
///
/// @param routerId the declared one, or the one derived from its name
/// @param bgp what it does other than its cluster
/// @param sessions expected: configured; actual: those up
/// @param routes expected: admitted in its cluster; actual: those verified here
/// @param configuration how far its configuration has come; empty while it is to have none
/// @param facts of its last report; empty where its agent is older than such reports
/// @param lastReport when the last report was observed, by the reflector's clock
/// @param preflight what is wrong with its machine or its BIRD
public record ReflectorView(
        ReflectorId reflector,
        ClusterId cluster,
        Lifecycle lifecycle,
        IpAddress address,
        RouterId routerId,
        Optional<ReflectorOptions> bgp,
        Tally sessions,
        Tally routes,
        Optional<ApplyView> configuration,
        Change change,
        Optional<ReflectorFacts> facts,
        Optional<Instant> lastReport,
        List<Reason> preflight) {
    public ReflectorView {
        preflight = List.copyOf(preflight);
    }
}
