package io.heliograph.lab;

import io.heliograph.lab.chaos.ChaosStep;
import io.heliograph.lab.chaos.Observation;
import io.heliograph.lab.chaos.Strike;
import io.heliograph.lab.kafka.BusMischief;
import io.heliograph.lab.linux.HandEdit;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.linux.Remains;
import io.heliograph.lab.linux.Segments;
import io.heliograph.lab.linux.SmallDisk;
import io.heliograph.lab.linux.WrongClock;
import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Does to the lab what a strike says, and mends it.
final class ChaosStrikes implements AutoCloseable {
    private static final String BROKER = "mgmt.kafka";
    private static final List<String> SERVICES = List.of("mgmt.inventory", "mgmt.renderer");
    /// More than the brake lets go of a fleet of this size.
    private static final int CLEARED = 8;

    /// The broker looks each 15 s, and forgets a tombstone when it comes by for the second time.
    private static final Duration COMPACTED_LIMIT = Duration.ofSeconds(60);

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Lab lab;
    private final LabFaults faults;
    private final ChaosWatch watch;
    private final ChaosNetworks networks;
    private final BusMischief mischief;
    private final ChaosOperator operator;
    private final ChaosRollout structural;

    ChaosStrikes(Lab lab, ChaosWatch watch, ChaosNetworks networks) {
        this.lab = lab;
        this.faults = new LabFaults(lab);
        this.watch = watch;
        this.networks = networks;
        this.operator = new ChaosOperator(lab);
        this.structural = new ChaosRollout(lab, watch);
        this.mischief = new BusMischief(lab.plan().kafka());
    }

    void make(ChaosStep step) {
        switch (step.strike()) {
            case Strike.Break(Fault fault) -> {
                enginesKilled(fault).forEach(networks::endPings);
                faults.make(fault);
            }
            case Strike.BrokerStop _ -> lab.programs().stop(BROKER);
            case Strike.Stale(String topic) -> mischief.stale("heliograph." + topic);
            case Strike.Structural _ -> structural.declare();
            case Strike.Clearance(LabNode host) -> {
                operator.watch();
                networks.clear(host, CLEARED);
            }
            case Strike.Poison _ -> mischief.poison();
            case Strike.Duplicates _ -> mischief.duplicate();
            case Strike.Reordered _ -> mischief.reorder();
            case Strike.Replay _ -> forgetEverything();
            case Strike.Compaction(LabNode away) -> {
                lab.programs().kill(agent(away));
                mischief.compactAtOnce();
                mischief.bury();
                mischief.roll();
            }
            case Strike.FullDisk(LabNode node) ->
                withAgentFrozen(node, () -> SmallDisk.fill(lab.settings().data(node)));
            case Strike.HandEdit(LabNode node) -> {
                HandEdit.make(
                        lab.settings().birdSocket(node),
                        lab.settings().birdConfig(node),
                        lab.settings().run(node).resolve("hand.conf"));
                watch.noteEdit(node);
            }
            case Strike.WrongClock(LabNode node, int days) -> {
                if (!speaksOnAnotherDay(node, days)) {
                    watch.note(new Observation.Unheard(Instant.now(), step.number(), node.label()));
                }
            }
        }
    }

    private void forgetEverything() {
        SERVICES.forEach(lab.programs()::kill);
        agents().forEach(lab.programs()::kill);
        mischief.forgetGroups();
        Remains.delete(lab.settings().data(LabNode.MGMT).resolve("renderer"));
    }

    private boolean speaksOnAnotherDay(LabNode node, int days) {
        lab.programs().kill(agent(node));
        var process = lab.plan().process(agent(node)).orElseThrow();
        var started = Instant.now();
        lab.programs().start(process.name(), process.command(), WrongClock.of(days, process.environment()));
        return Probe.await(READY_LIMIT, () -> watch.heardSince(node, started));
    }

    private static List<String> agents() {
        return LabPlan.birdNodes().stream().map(ChaosStrikes::agent).toList();
    }

    private static String agent(LabNode node) {
        return node + ".agent";
    }

    /// What it wrote last is then on the disk, and nothing is half moved.
    private void withAgentFrozen(LabNode node, Runnable work) {
        lab.programs().signal(agent(node), "STOP");
        work.run();
        lab.programs().signal(agent(node), "CONT");
    }

    private boolean tombstonesAreLost() {
        var files = lab.settings().data(LabNode.MGMT).resolve("kafka");
        if (mischief.buried((partition, key) -> Segments.hold(files, partition, key))
                .isEmpty()) {
            return true;
        }
        mischief.roll();
        return false;
    }

    private void amiss(ChaosStep step, String rule, String says) {
        watch.note(new Observation.Amiss(Instant.now(), step.number(), rule, says));
    }

    private void start(List<String> names) {
        var processes = names.stream()
                .map(name -> lab.plan().process(name).orElseThrow())
                .toList();
        processes.forEach(lab::start);
        processes.forEach(process -> lab.awaitReady(process, READY_LIMIT));
    }

    void mend(ChaosStep step) {
        switch (step.strike()) {
            case Strike.Break(Fault fault) -> {
                faults.mend(fault);
                for (var host : enginesKilled(fault)) {
                    Probe.await(READY_LIMIT, lab.engine(host)::answers);
                    networks.restartContainer(host);
                    networks.beginPings(host);
                }
            }
            case Strike.BrokerStop _ -> start(List.of(BROKER));
            case Strike.Poison _, Strike.Duplicates _, Strike.Reordered _, Strike.Stale _, Strike.Clearance _ -> {}
            case Strike.Structural _ -> structural.await().ifPresent(says -> amiss(step, "wave-stuck", says));
            case Strike.Replay _ -> {
                start(SERVICES);
                start(agents());
            }
            case Strike.Compaction(LabNode away) -> {
                if (!Probe.await(COMPACTED_LIMIT, this::tombstonesAreLost)) {
                    amiss(step, "fault-idle", "the tombstones are still on the disk");
                }
                mischief.compactAsBefore();
                start(List.of(agent(away)));
            }
            case Strike.FullDisk(LabNode node) -> SmallDisk.free(lab.settings().data(node));
            case Strike.HandEdit(LabNode node) -> {
                watch.noteNoEdit();
                HandEdit.undo(lab.settings().birdSocket(node));
            }
            case Strike.WrongClock(LabNode node, int _) -> {
                lab.programs().kill(agent(node));
                start(List.of(agent(node)));
            }
        }
    }

    @Override
    public void close() {
        operator.close();
    }

    /// A container does not outlive its engine's return.
    private static List<LabNode> enginesKilled(Fault fault) {
        return LabNode.of(LabNode.Role.HOST).stream()
                .filter(host -> fault.killed().contains(host + ".engine"))
                .toList();
    }
}
