package io.heliograph.renderer.config;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.event.PlannedOrigin;
import io.heliograph.fleet.event.PlannedSession;
import java.util.List;
import java.util.Optional;

/// A configuration: the text for BIRD, and what is in it for those who do not read BIRD's language.
///
/// @param pools blocks that the node may announce subnets of by itself
public record RenderedConfig(NodeId node, String text, List<Block> blocks, List<DelegatedPool> pools) {
    public RenderedConfig {
        blocks = List.copyOf(blocks);
        pools = List.copyOf(pools);
    }

    static RenderedConfig of(NodeId node, List<Block> blocks, List<DelegatedPool> pools) {
        int size = 0;
        for (var block : blocks) {
            size += block.text().length() + 1;
        }
        var text = new StringBuilder(size + 80);
        for (var block : blocks) {
            text.append(block.text()).append('\n');
        }
        long peers = blocks.stream().filter(b -> b.planned().isPresent()).count();
        // Whoever reads a file without this line has a part of it.
        text.append("# END node=").append(Words.plain(node.toString())).append(" peers=");
        return new RenderedConfig(node, text.append(peers).append('\n').toString(), blocks, pools);
    }

    /// Every BGP session of the configuration.
    public List<PlannedSession> sessions() {
        return blocks.stream().map(Block::planned).flatMap(Optional::stream).toList();
    }

    /// All that is originated for hosts without BIRD; empty where that is nothing.
    public Optional<List<PlannedOrigin>> origins() {
        var all = blocks.stream().map(Block::origin).flatMap(Optional::stream).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
}
