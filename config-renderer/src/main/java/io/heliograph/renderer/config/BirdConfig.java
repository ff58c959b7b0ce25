package io.heliograph.renderer.config;

import io.heliograph.renderer.view.NodeView;

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
            case NodeView.HostView host -> RenderedConfig.of(host.node(), new HostText(host).blocks());
            case NodeView.ReflectorView reflector ->
                RenderedConfig.of(reflector.node(), new ReflectorText(reflector).blocks(hosts));
        };
    }
}
