package io.heliograph.renderer.config;

import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.renderer.view.NodeView;
import java.util.List;

/// Renders a node's configuration for BIRD 2.0.12 and later, and 3.
///
/// Pure and deterministic: no time, no random, everything sorted. That is what lets an agent skip a configuration
/// it holds: **any** `configure`, even of the same file, starts again what an operator had disabled.
public final class BirdConfig {
    private BirdConfig() {}

    public static RenderedConfig render(NodeView view) {
        return render(view, new HostSessions());
    }

    /// As [#render(NodeView)], with the memory of former renderings.
    public static RenderedConfig render(NodeView view, HostSessions hosts) {
        return switch (view) {
            case NodeView.HostView host -> RenderedConfig.of(host.node(), new HostText(host).blocks(), granted(host));
            case NodeView.ReflectorView reflector ->
                RenderedConfig.of(reflector.node(), new ReflectorText(reflector).blocks(hosts), List.of());
        };
    }

    private static List<DelegatedPool> granted(NodeView.HostView view) {
        return view.host().pools().stream()
                .map(pool -> Sets.granted(pool, view.cluster().subnetLength()))
                .toList();
    }
}
