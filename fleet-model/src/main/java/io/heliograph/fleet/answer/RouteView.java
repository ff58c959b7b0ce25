package io.heliograph.fleet.answer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.RouteProbe;
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
/// @param broken why nothing gets into the subnet although its route stands: its host cannot let it in, or a
///     container of it answers no reflector that asks
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
        Optional<Duration> observedToVerified,
        Optional<Reason> broken) {
    /// The subnet on one reflector.
    ///
    /// @param nextHop as the reflector selected it
    /// @param observedAt when the reflector's agent last spoke of it; empty while it never did
    /// @param probe whether the container that its host names answers the reflector
    public record OnReflector(
            ReflectorId reflector,
            Stage stage,
            Map<Stage, Instant> reachedAt,
            Optional<IpAddress> nextHop,
            Optional<Reason> reason,
            Optional<Instant> observedAt,
            Optional<RouteProbe> probe) {
        public OnReflector {
            reachedAt = inOrder(reachedAt);
        }
    }

    /// Whether the subnet can be reached, as far as anybody knows: its route stands everywhere, and nothing is in
    /// the way behind it.
    @JsonIgnore
    public boolean isWell() {
        return stage == Stage.VERIFIED && broken.isEmpty();
    }

    /// One that nothing is known to be in the way of.
    public RouteView(
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
        this(
                prefix,
                host,
                cluster,
                network,
                admitted,
                stage,
                reachedAt,
                reflectors,
                reason,
                observedToVerified,
                Optional.empty());
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
