package io.heliograph.fleet.answer;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The journey of a subnet, joined over all who report of it.
///
/// @param admitted whether the host may announce it; a quarantined subnet says why not in `reason`
/// @param stage the furthest stage that every reflector of the cluster has reached
/// @param reachedAt when the last of them reached each stage up to `stage`, by its own clock
/// @param reflectors each active reflector of the cluster, by name
/// @param observedToVerified the headline figure, once the subnet is verified everywhere
public record RouteView(
        Prefix prefix,
        HostId host,
        ClusterId cluster,
        String network,
        boolean admitted,
        Stage stage,
        Map<Stage, Instant> reachedAt,
        List<OnReflector> reflectors,
        Optional<Reason> reason,
        Optional<Duration> observedToVerified) {
    /// The subnet on one reflector.
    ///
    /// @param nextHop as the reflector selected it
    /// @param observedAt when the reflector's agent last spoke of it; empty while it never did
    public record OnReflector(
            ReflectorId reflector,
            Stage stage,
            Map<Stage, Instant> reachedAt,
            Optional<IpAddress> nextHop,
            Optional<Reason> reason,
            Optional<Instant> observedAt) {
        public OnReflector {
            reachedAt = inOrder(reachedAt);
        }
    }

    public RouteView {
        reachedAt = inOrder(reachedAt);
        reflectors = List.copyOf(reflectors);
    }

    private static Map<Stage, Instant> inOrder(Map<Stage, Instant> times) {
        var sorted = new EnumMap<Stage, Instant>(Stage.class);
        sorted.putAll(times);
        return Collections.unmodifiableMap(sorted);
    }
}
