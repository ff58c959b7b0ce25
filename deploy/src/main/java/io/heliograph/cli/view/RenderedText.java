package io.heliograph.cli.view;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.NodeConfig.ChangeCost;
import java.util.Optional;

/// BIRD's configuration as it was rendered for a node, and which one the node runs.
///
/// @param previous the revision that this one replaces
/// @param cost what the change costs a BIRD that runs `previous`
/// @param cause the fleet entry whose change led to this revision
/// @param renderer the version of the program that wrote the text
/// @param running what the node said last that it runs; absent until it has
/// @param text BIRD's, in full
public record RenderedText(
        NodeId node,
        ClusterId cluster,
        Revision revision,
        Optional<Revision> previous,
        ChangeClass changeClass,
        ChangeCost cost,
        String cause,
        String renderer,
        Optional<Revision> running,
        String text) {
    public static RenderedText of(NodeConfig config, Optional<Revision> running) {
        return new RenderedText(
                config.node(),
                config.cluster(),
                config.revision(),
                config.previous(),
                config.changeClass(),
                config.cost(),
                config.cause(),
                config.renderer(),
                running,
                config.text());
    }
}
