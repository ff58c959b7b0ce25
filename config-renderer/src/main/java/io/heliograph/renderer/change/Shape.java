package io.heliograph.renderer.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
import java.util.function.Predicate;

/// What is remembered of a configuration that was sent, to judge the next one by: its blocks as BIRD compares
/// them, without the text.
///
/// @param offset the fleet record after which it was sent
/// @param generation the number under which it was sent; 0 for those of a renderer that did not count
public record Shape(Revision revision, long offset, long generation, SortedMap<String, Part> parts) {
    /// The revision of what a node was left with.
    private static final Revision LEFT = new Revision("0".repeat(64));

    /// The revision of what is to be sent again, whatever it is.
    private static final Revision AGAIN = new Revision("f".repeat(64));

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

    /// What a node was left with that is served no longer: should it return it is sent its configuration, equal or
    /// not, and its BIRD is taken to run this until then.
    public Shape left() {
        return new Shape(LEFT, offset, generation, parts);
    }

    @JsonIgnore
    public boolean isLeft() {
        return revision.equals(LEFT);
    }

    /// What a node has that is to be sent its configuration again, equal or not. Unlike one that was left it has it,
    /// and what takes from it is measured.
    public Shape again() {
        return isLeft() ? this : new Shape(AGAIN, offset, generation, parts);
    }

    /// What the node was given last; empty where it was left, or is to be given it again.
    @JsonIgnore
    public Optional<Revision> given() {
        return isLeft() || revision.equals(AGAIN) ? Optional.empty() : Optional.of(revision);
    }

    /// How many BGP sessions there are.
    public int sessions() {
        return (int) parts.values().stream()
                .filter(part -> part.kind() == Block.Kind.SESSION)
                .count();
    }

    /// How many peers a reflector has: sessions, and hosts without BIRD whose routes it originates.
    public int peers() {
        return (int) parts.values().stream()
                .filter(part -> part.kind() == Block.Kind.SESSION || part.kind() == Block.Kind.ORIGIN)
                .count();
    }

    /// How many of them are hosts: their sessions have the template's options.
    public int hosts() {
        return (int) parts.values().stream()
                .filter(part -> part.kind() == Block.Kind.ORIGIN
                        || (part.kind() == Block.Kind.SESSION && part.template().isPresent()))
                .count();
    }

    /// How many prefixes are accepted or announced, and default routes given to hosts.
    public int prefixes() {
        long subnets = parts.values().stream()
                .flatMap(part -> part.prefixes().stream())
                .filter(prefix -> !prefix.isDefault())
                .count();
        return (int) subnets + defaults();
    }

    /// How many hosts a reflector gives the default route: all, where their template offers it and a session that is no
    /// host's brings it.
    int defaults() {
        return hasDefault(part -> part.kind() == Block.Kind.TEMPLATE)
                        && hasDefault(part -> part.kind() == Block.Kind.SESSION
                                && part.template().isEmpty())
                ? hosts()
                : 0;
    }

    private boolean hasDefault(Predicate<Part> where) {
        return parts.values().stream()
                .filter(where)
                .anyMatch(part -> part.prefixes().stream().anyMatch(Prefix::isDefault));
    }

    public static Shape of(RenderedConfig config, Revision revision, long offset, long generation) {
        Map<String, Part> parts = new TreeMap<>();
        for (var block : config.blocks()) {
            parts.put(
                    block.name(),
                    new Part(block.kind(), block.template(), block.session(), block.channel(), block.prefixes()));
        }
        return new Shape(revision, offset, generation, new TreeMap<>(parts));
    }
}
