package io.heliograph.fleet.wire;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;

/// The key of each event: the entity it describes.
public final class Keys {
    private Keys() {}

    /// Throws `IllegalArgumentException` for what is no event.
    public static String of(Object event) {
        return switch (event) {
            case HostReport report -> report.host().value();
            case FleetEntry entry -> entry.key();
            case NodeConfig config -> config.node().toString();
            case ApplyResult result -> result.node().toString();
            case SessionHealth health -> health.key();
            case SessionTransition transition -> transition.key();
            case RouteHealth health -> health.key();
            case Rollout rollout -> rollout.node().toString();
            case Release release -> release.node().toString();
            case ReflectorReport report -> report.reflector().value();
            case DeadLetter letter -> letter.key();
            default ->
                throw new IllegalArgumentException(
                        "no event: " + event.getClass().getName());
        };
    }
}
