package io.heliograph.simulation;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What must hold at every moment: told of whatever happens, each rule looks at its own part of it.
final class Invariants {
    final Texts texts = new Texts();
    /// How often each rule has looked at something.
    final Map<String, Integer> looks = new java.util.TreeMap<>();

    private final Timeline time;
    private final BrakeHolds brake;
    private final WavesTakeTurns waves = new WavesTakeTurns(this);
    private final NothingStale stale = new NothingStale(this);
    private final OneOwner owner = new OneOwner(this);
    private final FailStatic failStatic = new FailStatic(this);
    private final HostsGoInPeace going = new HostsGoInPeace(this);
    private final EveryVerdict verdicts = new EveryVerdict(this);
    private final Map<NodeId, List<Release>> releases = new HashMap<>();
    private @Nullable World world;

    Invariants(Timeline time, boolean renderersBrake, boolean agentsBrake) {
        this.time = time;
        brake = new BrakeHolds(this, renderersBrake, agentsBrake);
    }

    void watch(World all) {
        world = all;
        time.each(3_000, () -> {
            going.look();
            owner.look();
            all.hosts().forEach(failStatic::pools);
        });
    }

    World world() {
        return java.util.Objects.requireNonNull(world);
    }

    Instant now() {
        return time.now;
    }

    void fail(String what) {
        throw new AssertionError(time.now + " " + what);
    }

    /// @param rule what must hold, in words
    /// @param what is wrong if it does not
    void require(boolean holds, String rule, Supplier<String> what) {
        looks.merge(rule, 1, Integer::sum);
        if (!holds) {
            fail(rule + ": " + what.get());
        }
    }

    /// Whether a person lets that revision go at this moment.
    boolean isReleased(NodeConfig config) {
        return releases.getOrDefault(config.node(), List.of()).stream()
                .anyMatch(release -> release.allows(config.revision(), time.now));
    }

    /// An event is written to the bus.
    void wrote(Object event) {
        switch (event) {
            case HostEntry entry -> {
                failStatic.wrote(entry);
                going.wrote(entry);
                stale.wrote(entry);
                owner.wrote(entry);
            }
            case NodeConfig config -> {
                stale.sent(config);
                brake.sent(config);
                waves.sent(config);
            }
            case ApplyResult result -> waves.said(result);
            case Release release ->
                releases.computeIfAbsent(release.node(), _ -> new ArrayList<>()).add(release);
            default -> {}
        }
    }

    void offered(SimulatedNode node, NodeConfig config) {
        stale.offered(node, config);
    }

    void configuring(SimulatedNode node, NodeConfig config) {
        require(
                node.bird.violations.isEmpty(),
                "no configure on an open trial",
                () -> node.node + " " + node.bird.violations);
        verdicts.configuring(node, config);
        stale.configuring(node, config);
        owner.configuring(node, config);
        waves.configuring(node, config);
        brake.configuring(node, config);
    }

    void confirmed(SimulatedNode node, NodeConfig config) {
        brake.confirmed(node, config);
        failStatic.confirmed(node, config);
    }

    void said(SimulatedNode node, ApplyResult result) {
        verdicts.said(node, result);
        stale.said(node, result);
    }

    /// An agent or its BIRD died over a configuration.
    void killed(SimulatedNode node, NodeConfig config) {
        verdicts.killed(node, config);
    }

    void saidGoodBye(SimulatedNode node) {
        going.saidGoodBye(node);
    }

    void zombie(HostReport report) {
        stale.zombie(report);
    }

    void fleetLost() {
        owner.fleetLost();
    }

    void rendererForgot() {
        waves.forgot();
    }

    /// A person asks that the host go.
    void askedToGo(SimulatedHost host) {
        failStatic.askedToGo(host);
    }

    void atRest() {
        verdicts.atRest();
    }
}
