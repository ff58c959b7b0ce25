package io.heliograph.renderer.rollout;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.renderer.change.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the bus says last of the renderer's own words: what an agent that begins anew reads, or an inventory. It
/// differs from what the renderer said where somebody has brought a record of the past, or a renderer before this
/// one spoke.
///
/// @param config the last configuration of a node; empty where there is none that can be read
/// @param rollouts what was told last of each node's rollout; nothing where it cannot be read
public record Echo(Function<NodeId, Optional<Given>> config, Supplier<Map<NodeId, Optional<Rollout>>> rollouts) {
    /// A configuration on the bus.
    ///
    /// @param generation 0 for those of a renderer that did not count
    /// @param whole all of it, read when it is asked for
    public record Given(Revision revision, long generation, Supplier<Optional<NodeConfig>> whole) {
        boolean is(Shape sent) {
            return revision.equals(sent.revision()) && generation == sent.generation();
        }

        /// Whether agents go by it rather than by what was sent: nothing that we send under a lower number undoes it.
        boolean isAfter(Shape sent) {
            return generation > sent.generation();
        }
    }
}
