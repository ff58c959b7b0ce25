package io.heliograph.renderer.config;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.renderer.change.NextConfig.Origin;
import io.heliograph.renderer.change.Shape;
import io.heliograph.renderer.rollout.DueConfigs;
import io.heliograph.renderer.rollout.DueConfigs.Place;
import io.heliograph.renderer.rollout.DueConfigs.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a fleet's records lead to: the last configuration of each node, and each step on the way.
final class Renderings {
    final SortedMap<NodeId, NodeConfig> configs = new TreeMap<>();
    final List<String> changes = new ArrayList<>();
    private final Map<Place, Shape> shapes = new HashMap<>();
    private final DueConfigs due = new DueConfigs();

    /// Reads to the end and renders once.
    static Renderings atTheEndOf(List<FleetEntry> entries) {
        var renderings = new Renderings();
        entries.forEach(renderings.due::apply);
        renderings.drain(entries.size() - 1L, "end");
        return renderings;
    }

    /// Renders after each record.
    static Renderings along(List<FleetEntry> entries) {
        var renderings = new Renderings();
        for (int i = 0; i < entries.size(); i++) {
            renderings.due.apply(entries.get(i));
            renderings.drain(i, (i + 1) + " " + entries.get(i).key());
        }
        return renderings;
    }

    private void drain(long offset, String cause) {
        var origin = new Origin("config-renderer/test", 0, offset, "", Instant.EPOCH);
        for (var step : due.drain(place -> Optional.ofNullable(shapes.get(place)), origin)) {
            switch (step) {
                case Step.Send(var place, var next) -> {
                    configs.put(place.node(), next.config());
                    shapes.put(place, next.shape());
                    changes.add("%s → %s %s sessions=%d prefixes=%d"
                            .formatted(
                                    cause,
                                    place,
                                    next.config().changeClass(),
                                    next.config().cost().sessions(),
                                    next.config().cost().prefixes()));
                }
                case Step.Forget(var place) -> {
                    shapes.remove(place);
                    changes.add(cause + " → " + place + " served no longer");
                }
                case Step.Refuse(var place, var reason) -> changes.add(cause + " → " + place + " " + reason);
            }
        }
    }
}
