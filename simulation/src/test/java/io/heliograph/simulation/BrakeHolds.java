package io.heliograph.simulation;

import io.heliograph.birdcontrol.apply.ModelBird;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// No reflector loses more within the window than a brake allows without a person's release of that revision: by
/// what the renderer sends, and by what an agent gives to its BIRD.
final class BrakeHolds {
    private final Invariants invariants;
    private final boolean renderers;
    private final boolean agents;
    private final Map<NodeId, LossWindow> sent = new HashMap<>();
    private final Map<NodeId, NodeConfig> lastSent = new HashMap<>();
    private final Map<NodeId, LossWindow> applied = new HashMap<>();
    private final Map<NodeId, Set<String>> ending = new HashMap<>();

    /// @param renderers whether the renderer's brake is in force
    /// @param agents whether the agents' brake is
    BrakeHolds(Invariants invariants, boolean renderers, boolean agents) {
        this.invariants = invariants;
        this.renderers = renderers;
        this.agents = agents;
    }

    private static LossWindow window() {
        return new LossWindow(Duration.ofMinutes(10), World.SHARE, World.LEAST);
    }

    /// Subnets, without the pools in which hosts may have some.
    private static Set<Prefix> routes(NodeConfig config) {
        var routes = new HashSet<Prefix>();
        config.sessions().forEach(session -> routes.addAll(session.prefixes()));
        config.origins().ifPresent(origins -> origins.forEach(origin -> routes.addAll(origin.prefixes())));
        return routes;
    }

    /// The renderer sends a configuration.
    void sent(NodeConfig config) {
        if (config.node().kind() != NodeId.Kind.REFLECTOR) {
            return;
        }
        var now = invariants.now();
        var window = sent.computeIfAbsent(config.node(), _ -> window());
        var next = invariants.texts.of(config.revision(), config.text());
        var before = lastSent.put(config.node(), config);
        if (before == null || config.previous().isEmpty()) {
            window.reset();
        } else if (invariants.isReleased(config)) {
            window.reset();
        } else if (renderers) {
            var was = invariants.texts.of(before.revision(), before.text());
            var peers = Texts.peers(was);
            var lost = new TreeSet<>(ModelBird.ended(was, next));
            lost.addAll(LossWindow.without(peers, Texts.peers(next)));
            // What restarts is told of once; what came in its place is not counted against it.
            boolean tooMany = lost.size() > Math.max(World.LEAST, World.SHARE * (peers.size() + World.LEAST));
            invariants.require(
                    !tooMany, "the renderer's brake is never jumped", () -> config.node() + " loses " + lost);
            var objection = window.objection(routes(config), peers, Set.of(), now);
            invariants.require(
                    objection.isEmpty(),
                    "the renderer's brake is never jumped",
                    () -> config.node() + ": " + objection.orElse(""));
        }
        window.went(routes(config), Set.of(), now);
    }

    /// An agent gives a configuration to its BIRD.
    void configuring(SimulatedNode node, NodeConfig config) {
        if (node.node.kind() != NodeId.Kind.REFLECTOR || node.current.isEmpty()) {
            ending.put(node.node, Set.of());
            return;
        }
        var now = invariants.now();
        var next = invariants.texts.of(config.revision(), config.text());
        var up = node.bird.up(now);
        var ended = new HashSet<>(node.bird.ended(next));
        ended.retainAll(up);
        ending.put(node.node, ended);
        boolean restores = node.current.get().revision().equals(config.revision());
        if (agents && !restores && !invariants.isReleased(config)) {
            var objection = applied.computeIfAbsent(node.node, _ -> window())
                    .objection(ModelBird.prefixes(next).keySet(), up, ended, now);
            invariants.require(
                    objection.isEmpty(),
                    "the agent's brake is never jumped",
                    () -> node.node + ": " + objection.orElse(""));
        }
    }

    void confirmed(SimulatedNode node, NodeConfig config) {
        var window = applied.computeIfAbsent(node.node, _ -> window());
        if (invariants.isReleased(config)) {
            window.reset();
        }
        Revision revision = config.revision();
        window.went(
                ModelBird.prefixes(invariants.texts.of(revision, config.text())).keySet(),
                invariants.isReleased(config) ? Set.of() : ending.getOrDefault(node.node, Set.of()),
                invariants.now());
    }
}
