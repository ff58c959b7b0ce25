package io.heliograph.simulation;

import io.heliograph.birdcontrol.brake.BrakeLimits;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.renderer.kafka.RenderRules;
import io.heliograph.renderer.rollout.Brake;
import io.heliograph.renderer.rollout.Waves;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All the parts of a fleet, joined: two reflectors, six hosts with BIRD and one without, one inventory, one renderer.
final class World {
    static final ClusterId LAB = new ClusterId("lab");
    static final IpAddress UPSTREAM = IpAddress.parse("2001:db8::1");
    static final int POOL_LENGTH = 56;
    static final int HOSTS = 6;
    static final int STATIC_HOSTS = 1;

    /// The brakes' share and least, as in use; a small fleet needs a smaller least.
    static final double SHARE = 0.2;

    static final int LEAST = 2;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    final long seed;
    final Timeline time;
    final SimulatedLog log;
    final Invariants invariants;
    final SimulatedInventory inventory;
    final SimulatedRenderer renderer;
    final Map<SimulatedNode, SimulatedWatch> watches = new HashMap<>();
    /// Pairs of a reflector and a host between which nothing passes.
    final Set<Set<IpAddress>> cutLinks = new HashSet<>();

    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<SimulatedNode> reflectors = new ArrayList<>();
    private final Map<String, SimulatedNode> byAddress = new HashMap<>();

    /// Of three seeds one has both brakes, one the renderer's alone, one the agents' alone: neither trusts the other.
    World(long seed) {
        this.seed = seed;
        boolean renderers = seed % 3 != 2;
        boolean agents = seed % 3 != 1;
        time = new Timeline(seed);
        log = new SimulatedLog(time);
        invariants = new Invariants(time, renderers, agents);
        log.onWrite = invariants::wrote;
        for (int i = 1; i <= HOSTS + STATIC_HOSTS; i++) {
            var host = new HostId("docker%02d".formatted(i));
            var address = IpAddress.parse("2001:db8::1:" + Integer.toHexString(i));
            var bird =
                    i <= HOSTS ? Optional.of(node(NodeId.of(host), address, agents)) : Optional.<SimulatedNode>empty();
            hosts.add(new SimulatedHost(host, address, bird, time, log, invariants));
        }
        for (int i = 1; i <= 2; i++) {
            var reflector = node(NodeId.of(new ReflectorId("rr0" + i)), IpAddress.parse("2001:db8::1" + i), agents);
            reflectors.add(reflector);
            watches.put(reflector, new SimulatedWatch(reflector, time, log));
        }
        inventory = new SimulatedInventory(time, log);
        var brake =
                renderers ? new Brake((int) (SHARE * 100), LEAST, WINDOW) : new Brake(100, Integer.MAX_VALUE, WINDOW);
        renderer = new SimulatedRenderer(time, log, new RenderRules("simulation", brake, Waves.DEFAULT));
        invariants.watch(this);
    }

    private SimulatedNode node(NodeId id, IpAddress address, boolean braked) {
        var limits = braked ? new BrakeLimits(SHARE, LEAST, WINDOW) : new BrakeLimits(1, Integer.MAX_VALUE, WINDOW);
        var node = new SimulatedNode(id, address, time, log, invariants, limits);
        byAddress.put(address.toString(), node);
        node.bird.talks = neighbor -> talks(node, neighbor);
        node.bird.start("", time.now);
        return node;
    }

    private boolean talks(SimulatedNode node, String neighbor) {
        if (neighbor.equals(UPSTREAM.toString())) {
            return true;
        }
        var other = byAddress.get(neighbor);
        return other != null
                && !cutLinks.contains(Set.of(node.address, other.address))
                && other.bird.talksTo(node.address.toString(), time.now);
    }

    List<SimulatedHost> hosts() {
        return hosts;
    }

    SimulatedHost host(HostId id) {
        return hosts.stream().filter(host -> host.host.equals(id)).findFirst().orElseThrow();
    }

    List<SimulatedNode> reflectors() {
        return reflectors;
    }

    List<SimulatedNode> nodes() {
        var all = new ArrayList<>(reflectors);
        hosts.forEach(host -> host.bird.ifPresent(all::add));
        return all;
    }

    void pass(Duration duration) {
        var end = time.now.plus(duration);
        boolean more = true;
        while (more) {
            more = time.step(end);
        }
    }
}
