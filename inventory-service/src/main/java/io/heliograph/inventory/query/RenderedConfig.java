package io.heliograph.inventory.query;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is kept of a node's configuration: all but its text.
///
/// @param accepted the prefixes that a reflector accepts from its hosts or originates for them, and since when, as far
/// as the topic remembers
/// @param served the hosts of which it accepts or originates anything
/// @param at when it was written to the bus
/// @param renderer the version of the program that wrote it
/// @param generation its number among the configurations of the node, where they are numbered
public record RenderedConfig(
        NodeId node,
        ClusterId cluster,
        Revision revision,
        ChangeClass changeClass,
        ChangeCost cost,
        String cause,
        List<PlannedSession> sessions,
        Map<Prefix, Instant> accepted,
        Set<String> served,
        Instant at,
        String renderer,
        Optional<Long> generation) {
    static RenderedConfig of(NodeConfig config, Instant at, Optional<RenderedConfig> before) {
        var known = before.map(RenderedConfig::accepted).orElse(Map.of());
        return new RenderedConfig(
                config.node(),
                config.cluster(),
                config.revision(),
                config.changeClass(),
                config.cost(),
                config.cause(),
                config.sessions(),
                Stream.concat(
                                config.sessions().stream().flatMap(session -> session.prefixes().stream()),
                                config.origins().stream()
                                        .flatMap(List::stream)
                                        .flatMap(origin -> origin.prefixes().stream()))
                        .distinct()
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(), prefix -> known.getOrDefault(prefix, at))),
                served(config),
                at,
                config.renderer(),
                config.generation());
    }

    /// Whether it is of the past, brought once more by somebody: the node does not go by it either.
    static boolean isOutdated(NodeConfig config, Optional<RenderedConfig> before) {
        return before.flatMap(RenderedConfig::generation)
                .flatMap(newest -> config.generation().filter(generation -> generation < newest))
                .isPresent();
    }

    private static Set<String> served(NodeConfig config) {
        return Stream.concat(
                        config.sessions().stream()
                                .filter(session -> session.kind() == PeerKind.HOST
                                        && !session.prefixes().isEmpty())
                                .map(PlannedSession::peer),
                        config.origins().stream()
                                .flatMap(List::stream)
                                .filter(origin -> !origin.prefixes().isEmpty())
                                .map(origin -> origin.host().value()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
