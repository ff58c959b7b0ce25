package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How far a subnet has come, as one reporter sees it: the inventory (observed, admitted), or a reflector's agent
/// (applied, reflected, verified). Each reporter has a key of its own, so every key has one writer; the journey
/// is the union over reporters.
///
/// @param reporter `inventory`, or the reflector's name
/// @param stage the furthest stage that holds now
/// @param reachedAt when each stage up to `stage` was reached, by the reporter's clock
/// @param nextHop as the reflector selected it
/// @param reason why the subnet is not further
/// @param lifecycle `REMOVED` once the subnet is no longer admitted
/// @param probe whether a container of the subnet answers the reflector; absent where it is not known
public record RouteHealth(
        Prefix prefix,
        String reporter,
        ClusterId cluster,
        HostId host,
        String network,
        Stage stage,
        Map<Stage, Instant> reachedAt,
        Optional<IpAddress> nextHop,
        Optional<Reason> reason,
        Lifecycle lifecycle,
        Instant observedAt,
        Optional<RouteProbe> probe) {
    /// The reporter of admission's stages.
    public static final String INVENTORY = "inventory";

    public RouteHealth {
        var sorted = new EnumMap<Stage, Instant>(Stage.class);
        sorted.putAll(reachedAt);
        reachedAt = Collections.unmodifiableMap(sorted);
    }

    /// With what is known from pinging it.
    public RouteHealth with(Optional<RouteProbe> known, Instant now) {
        return new RouteHealth(
                prefix, reporter, cluster, host, network, stage, reachedAt, nextHop, reason, lifecycle, now, known);
    }

    /// One that is no longer admitted, and so not probed.
    public RouteHealth removed(Instant now) {
        return new RouteHealth(
                prefix,
                reporter,
                cluster,
                host,
                network,
                stage,
                reachedAt,
                nextHop,
                reason,
                Lifecycle.REMOVED,
                now,
                Optional.empty());
    }

    /// The record's key, `prefix@reporter`.
    public String key() {
        return prefix + "@" + reporter;
    }
}
