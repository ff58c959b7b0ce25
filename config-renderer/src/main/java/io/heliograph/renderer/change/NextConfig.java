package io.heliograph.renderer.change;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.renderer.config.RenderedConfig;
import io.heliograph.renderer.view.NodeView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node's next configuration, what is to be remembered of it, and what it does to the node's BIRD.
public record NextConfig(NodeConfig config, Shape shape, ConfigChange change) {
    /// Where a configuration comes from.
    ///
    /// @param renderer the version of the program
    /// @param partition the partition of the fleet topic
    /// @param offset the last record of it that went into the text
    /// @param cause the key of the entry whose change led here
    /// @param at the time, of which a first generation is made: a renderer that has lost its memory counts on
    public record Origin(String renderer, int partition, long offset, String cause, Instant at) {
        long generation(Optional<Shape> before) {
            return Math.max(before.map(Shape::generation).orElse(0L) + 1, at.toEpochMilli());
        }
    }

    private static Optional<Drain.Phase> drain(NodeView view) {
        return switch (view) {
            case NodeView.HostView host -> host.host().drain();
            case NodeView.ReflectorView _ -> Optional.empty();
        };
    }

    /// An agent reports those of its IPv4 networks that lie in them, and no others: every engine has the same ones.
    private static Optional<List<Prefix>> ipv4Aggregates(NodeView view) {
        return switch (view) {
            case NodeView.HostView host ->
                Optional.of(host.cluster())
                        .filter(ClusterEntry::carriesIpv4)
                        .map(cluster -> cluster.aggregates().stream()
                                .filter(aggregate -> aggregate.family() == Family.IPV4)
                                .toList());
            case NodeView.ReflectorView _ -> Optional.empty();
        };
    }

    /// Empty when the bytes are those of `before`: nothing is to be sent.
    public static Optional<NextConfig> of(
            NodeView view, RenderedConfig rendered, Optional<Shape> before, Origin origin) {
        var revision = Revision.of(rendered.text());
        if (before.isPresent() && before.get().revision().equals(revision)) {
            return Optional.empty();
        }
        long generation = origin.generation(before);
        var shape = Shape.of(rendered, revision, origin.offset(), generation);
        var change = before.map(was -> ConfigChange.between(was, shape)).orElse(ConfigChange.FIRST);
        var config = new NodeConfig(
                view.node(),
                view.cluster().cluster(),
                revision,
                before.flatMap(Shape::given),
                rendered.text(),
                origin.renderer(),
                change.changeClass(),
                change.cost(),
                Map.of(Integer.toString(origin.partition()), origin.offset()),
                origin.cause(),
                rendered.sessions(),
                rendered.origins(),
                Optional.of(rendered.pools()),
                drain(view),
                ipv4Aggregates(view),
                Optional.of(generation));
        return Optional.of(new NextConfig(config, shape, change));
    }
}
