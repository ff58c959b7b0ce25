package io.heliograph.renderer.view;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.ClusterEntry;
import java.util.List;
import java.util.Optional;

/// All that one node's configuration depends on: equal views give equal bytes.
public sealed interface NodeView {
    NodeId node();

    ClusterEntry cluster();

    /// A Docker host: it announces its own subnets to each reflector and learns everybody else's.
    ///
    /// @param reflectors by name; those with an address of the host's family
    record HostView(ClusterEntry cluster, HostPeer host, List<ReflectorPeer> reflectors) implements NodeView {
        public HostView {
            reflectors = List.copyOf(reflectors);
        }

        @Override
        public NodeId node() {
            return NodeId.of(host.host());
        }
    }

    /// A route reflector: it takes from each host what was admitted for it, and passes it on.
    ///
    /// @param hosts by name
    /// @param others the reflectors that it is a peer of, by name; none unless the cluster is meshed
    record ReflectorView(
            ClusterEntry cluster, ReflectorPeer reflector, List<HostPeer> hosts, List<ReflectorPeer> others)
            implements NodeView {
        public ReflectorView {
            hosts = List.copyOf(hosts);
            others = List.copyOf(others);
        }

        @Override
        public NodeId node() {
            return NodeId.of(reflector.reflector());
        }
    }

    /// The view of a node; empty when nothing may be rendered for it: the cluster is unknown or removed, the node
    /// is not served, or there is an objection ([ClusterView#objection]). Empty never means *withdraw*.
    static Optional<NodeView> of(ClusterView view, NodeId node) {
        if (view.objection(node).isPresent()) {
            return Optional.empty();
        }
        return view.cluster().flatMap(cluster -> switch (node.kind()) {
            case HOST ->
                view.host(new HostId(node.name())).filter(HostPeer::hasBird).map(host -> host(view, cluster, host));
            case REFLECTOR ->
                view.reflector(new ReflectorId(node.name()))
                        .map(reflector -> new ReflectorView(
                                cluster, reflector, view.soundHosts(reflector), others(view, cluster, reflector)));
        });
    }

    private static List<ReflectorPeer> others(ClusterView view, ClusterEntry cluster, ReflectorPeer reflector) {
        if (cluster.bgp().meshed().isEmpty()) {
            return List.of();
        }
        return view.soundReflectors().stream()
                .filter(other -> !other.equals(reflector)
                        && other.address().family() == reflector.address().family())
                .toList();
    }

    private static NodeView host(ClusterView view, ClusterEntry cluster, HostPeer host) {
        var reflectors = view.soundReflectors().stream()
                .filter(reflector ->
                        reflector.address().family() == host.address().family())
                .toList();
        return new HostView(cluster, host, reflectors);
    }
}
