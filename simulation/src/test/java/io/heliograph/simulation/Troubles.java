package io.heliograph.simulation;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.wire.Topic;
import java.util.List;
import java.util.Set;

/// What goes wrong, and what people do meanwhile: one event of chance at a time.
final class Troubles {
    private static final int PREFIXES = 12;

    private final World world;
    private final Operator operator;
    private final Timeline time;
    /// Whether the renderer's store may be lost in this world.
    private final boolean forgetful;

    Troubles(World world, Operator operator) {
        this.world = world;
        this.operator = operator;
        this.time = world.time;
        this.forgetful = world.seed % 10 == 0;
    }

    private int chance(int bound) {
        return time.random.nextInt(bound);
    }

    private SimulatedHost host() {
        return world.hosts().get(chance(world.hosts().size()));
    }

    private SimulatedNode node() {
        var nodes = world.nodes();
        return nodes.get(chance(nodes.size()));
    }

    private SimulatedNode reflector() {
        return world.reflectors().get(chance(2));
    }

    void next() {
        int which = chance(100);
        if (which < 40) {
            docker(host());
        } else if (which < 60) {
            machines(which);
        } else if (which < 78) {
            bus(which);
        } else {
            people(which);
        }
    }

    private void docker(SimulatedHost host) {
        var prefix = "2001:db8:d00" + Integer.toHexString(chance(PREFIXES)) + "::/64";
        boolean heard = chance(3) > 0;
        switch (chance(8)) {
            case 0, 1, 2, 3 -> host.create(prefix);
            case 4, 5 -> host.networks.keySet().stream().findAny().ifPresent(host::remove);
            case 6 -> inPool(host);
            default -> host.engineUp = !host.engineUp;
        }
        time.tell("docker " + host.host + " " + host.networks.keySet() + " " + heard + " " + host.engineUp);
        if (heard) {
            host.look(false);
        }
    }

    /// A subnet of the host's own pool, with the bus away now and then.
    private void inPool(SimulatedHost host) {
        if (host.pools.isEmpty()) {
            return;
        }
        var pool = host.pools.getFirst().prefix().toString().replaceAll("::/.*|00::/56", "");
        if (chance(2) == 0) {
            away(host);
        }
        host.create(host.pools.getFirst().prefix().toString().replace("/56", "/64"));
        time.tell("in its pool " + pool);
        host.look(false);
    }

    private void away(SimulatedHost host) {
        host.cutBus(true);
        time.after(10_000 + chance(60_000), "bus is back at " + host.host, () -> host.cutBus(false));
    }

    private void machines(int which) {
        var host = host();
        var node = node();
        switch (which) {
            case 40, 41 -> {
                time.tell("power off " + host.host);
                host.powerOff();
                time.after(20_000 + chance(300_000), "power on " + host.host, host::powerOn);
            }
            case 42, 43, 44 -> {
                time.tell("agent dies " + host.host);
                host.kill();
                time.after(1_000 + chance(chance(3) == 0 ? 300_000 : 60_000), "agent starts " + host.host, host::start);
            }
            case 45, 46 -> killAgent(reflector(), 60_000);
            case 47 -> killAgent(reflector(), 300_000);
            case 48, 49 -> {
                time.tell("BIRD dies " + node.node);
                node.killBird();
                time.after(1_000 + chance(5_000), "BIRD starts " + node.node, () -> startBird(node));
            }
            case 50, 51 -> {
                var reflector = reflector();
                time.tell("BIRD is away for long " + reflector.node);
                reflector.killBird();
                time.after(60_000 + chance(240_000), "BIRD starts " + reflector.node, reflector::startBird);
            }
            case 52, 53 -> {
                time.tell("by hand " + node.node);
                node.edit(chance(3) == 0);
            }
            case 54 -> host.zombie();
            default -> {
                var link = Set.copyOf(List.of(reflector().address, node.address));
                time.tell("link is cut to " + node.node);
                world.cutLinks.add(link);
                time.after(5_000 + chance(300_000), "link is mended", () -> world.cutLinks.remove(link));
            }
        }
    }

    private void startBird(SimulatedNode node) {
        boolean off = world.hosts().stream()
                .anyMatch(host ->
                        !host.machineUp && host.bird.filter(it -> it == node).isPresent());
        if (!off) {
            node.startBird();
        }
    }

    private void killAgent(SimulatedNode reflector, int most) {
        time.tell("agent dies " + reflector.node);
        reflector.kill();
        time.after(1_000 + chance(most), "agent starts " + reflector.node, () -> {
            if (!reflector.agentAlive) {
                reflector.start();
                java.util.Objects.requireNonNull(world.watches.get(reflector)).restarted();
            }
        });
    }

    private void bus(int which) {
        if (which == 71) {
            time.tell("an old configuration comes again");
            world.log.mirror(Topic.CONFIGS);
            return;
        }
        var all =
                List.of(Topic.HOST_REPORTS, Topic.FLEET, Topic.CONFIGS, Topic.APPLIES, Topic.SESSIONS, Topic.ROLLOUTS);
        var topic = all.get(chance(all.size()));
        switch (which) {
            case 60, 61, 62 -> away(host());
            case 63, 64 -> {
                var reflector = reflector();
                time.tell("bus is away at " + reflector.node);
                cut(reflector, true);
                time.after(5_000 + chance(120_000), "bus is back at " + reflector.node, () -> cut(reflector, false));
            }
            case 65, 66, 67 -> {
                time.tell("poison on " + topic);
                world.log.poison(topic, chance(2) == 0);
            }
            case 68 -> {
                time.tell("configs are lost");
                world.log.lose(Topic.CONFIGS);
            }
            case 69 -> {
                time.tell("reports are lost");
                world.log.lose(Topic.HOST_REPORTS);
            }
            case 70 -> fleetIsLost();
            case 71, 72, 73 -> {
                time.tell("inventory dies");
                world.inventory.stop();
                time.after(500 + chance(30_000), "inventory starts", world.inventory::start);
            }
            default -> {
                boolean forgets = forgetful && chance(4) == 0;
                time.tell("renderer dies " + forgets);
                world.renderer.stop();
                time.after(500 + chance(30_000), "renderer starts", () -> startRenderer(forgets));
            }
        }
    }

    private void startRenderer(boolean forgets) {
        if (forgets) {
            world.invariants.rendererForgot();
        }
        world.renderer.start(forgets);
    }

    private void cut(SimulatedNode reflector, boolean away) {
        reflector.cutBus(away);
        java.util.Objects.requireNonNull(world.watches.get(reflector)).busAway = away;
    }

    /// The inventory starts on an empty topic, and knows no cluster until a person declares it again.
    private void fleetIsLost() {
        time.tell("the fleet is lost");
        world.invariants.fleetLost();
        world.renderer.stop();
        world.inventory.stop();
        world.log.lose(Topic.FLEET);
        time.after(500, "inventory starts on nothing", world.inventory::start);
        time.after(800, "", () -> startRenderer(false));
        time.after(20_000 + chance(60_000), "declared again", operator::readmit);
    }

    private void people(int which) {
        var host = host();
        switch (which) {
            case 78, 79, 80, 81 -> operator.changeOptions();
            case 82, 83 -> {
                time.tell("drain " + host.host);
                operator.drain(host);
                time.after(15_000 + chance(120_000), "undrain " + host.host, () -> operator.undrain(host));
            }
            case 84, 85 -> {
                time.tell("leaves " + host.host);
                world.invariants.askedToGo(host);
                host.leave();
                time.after(100_000 + chance(120_000), "power on " + host.host, host::powerOn);
            }
            case 86, 87 -> {
                time.tell("remove " + host.host);
                operator.remove(host);
                time.after(20_000 + chance(60_000), "readmit", operator::readmit);
            }
            case 88 -> {
                time.tell("a script removes half of the hosts");
                world.hosts().stream().skip(chance(2)).limit(4).forEach(operator::remove);
                time.after(30_000 + chance(120_000), "readmit", operator::readmit);
            }
            case 89 -> {
                time.tell("a script removes all hosts");
                world.hosts().forEach(operator::remove);
                time.after(30_000 + chance(120_000), "readmit", operator::readmit);
            }
            case 90 -> {
                time.tell("a script drains half of the hosts");
                world.hosts().stream().limit(4).forEach(operator::drain);
                time.after(60_000, "undrain", () -> world.hosts().forEach(operator::undrain));
            }
            case 91, 92, 93 -> operator.release(node().node, "wrong");
            case 94, 95 -> operator.release(anyReflector(), "expired");
            default -> operator.release(anyReflector(), "right");
        }
    }

    private NodeId anyReflector() {
        return reflector().node;
    }
}
