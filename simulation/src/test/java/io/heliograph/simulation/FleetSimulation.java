package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A fleet under one seed: a while of trouble, then everything is mended until it rests, then it is read again from
/// the beginning.
final class FleetSimulation {
    private static final int TROUBLES = 35;
    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration STORM = Duration.ofMinutes(11);
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final int MOST_TURNS = 120;

    final World world;
    private final Operator operator;
    private final Troubles troubles;
    private final Rest rest;

    FleetSimulation(long seed) {
        world = new World(seed);
        operator = new Operator(world);
        troubles = new Troubles(world, operator);
        rest = new Rest(world);
    }

    void run() {
        world.time.after(1_000, "declared", operator::declare);
        world.hosts().forEach(host -> {
            host.create("2001:db8:d0" + host.host.value().substring(6) + "::/64");
            host.look(true);
        });
        world.pass(BEGINNING);
        for (int i = 0; i < TROUBLES; i++) {
            world.time.after(world.time.random.nextInt((int) STORM.toMillis()), "", troubles::next);
        }
        world.pass(STORM);
        mend();
        untilRest();
        world.invariants.atRest();
        rest.replay();
    }

    /// Whatever was broken is whole again; what somebody did by hand is put right.
    private void mend() {
        world.time.tell("mended");
        world.log.faulty = false;
        world.pass(Duration.ofMinutes(2));
        world.cutLinks.clear();
        world.hosts().forEach(host -> {
            host.engineUp = true;
            host.cutBus(false);
            host.powerOn();
        });
        world.reflectors().forEach(node -> {
            node.startBird();
            node.start();
        });
        operator.readmit();
        world.hosts().forEach(operator::undrain);
    }

    private void untilRest() {
        Optional<String> unrest = Optional.of("");
        for (int turn = 0; turn < MOST_TURNS && unrest.isPresent(); turn++) {
            world.nodes().forEach(SimulatedNode::mend);
            operator.releaseAll();
            operator.releaseHeldByAgents();
            world.pass(TURN);
            unrest = rest.missing();
        }
        assertThat(unrest).as("the fleet comes to rest").isEmpty();
    }

    List<String> history() {
        return world.time.events;
    }
}
