package io.heliograph.renderer.change;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import io.heliograph.renderer.config.Block;
import io.heliograph.renderer.config.RenderedConfig;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is remembered of a configuration that was sent, to judge the next one by: its blocks as BIRD compares
/// them, without the text.
///
/// @param offset the fleet record after which it was sent
public record Shape(Revision revision, long offset, SortedMap<String, Part> parts) {
    /// A block; see [Block].
    public record Part(
            Block.Kind kind, Optional<String> template, String session, String channel, List<Prefix> prefixes) {
        public Part {
            prefixes = List.copyOf(prefixes);
        }
    }

    public Shape {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public static Shape of(RenderedConfig config, Revision revision, long offset) {
        Map<String, Part> parts = new TreeMap<>();
        for (var block : config.blocks()) {
            parts.put(
                    block.name(),
                    new Part(block.kind(), block.template(), block.session(), block.channel(), block.prefixes()));
        }
        return new Shape(revision, offset, new TreeMap<>(parts));
    }
}
