package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A fleet of three hosts and two reflectors under one seed: a while of faults, then rest.
final class FleetSimulation {
    private static final int HOSTS = 3;
    private static final int PREFIXES = 6;
    private static final int FAULTS = 40;
    private static final Duration STORM = Duration.ofMinutes(6);
    private static final Duration CALM = Duration.ofMinutes(15);

    final Timeline time;
    private final SimulatedLog log;
    private final SimulatedServices services;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final Invariants invariants;

    FleetSimulation(long seed, UnaryOperator<FleetEntry> admission) {
        time = new Timeline(seed);
        log = new SimulatedLog(time);
        invariants = new Invariants(log);
        services = new SimulatedServices(time, log, admission);
        for (int i = 1; i <= HOSTS; i++) {
            var host = new SimulatedHost(i, SimulatedServices.LAB, time, log);
            hosts.add(host);
            nodes.add(new SimulatedNode(NodeId.of(host.host), SimulatedServices.LAB, time, log));
        }
        for (var name : List.of("rr01", "rr02")) {
            nodes.add(new SimulatedNode(NodeId.of(new ReflectorId(name)), SimulatedServices.LAB, time, log));
        }
    }

    void run() {
        services.declare(declared(time));
        hosts.forEach(this::beat);
        for (int i = 0; i < FAULTS; i++) {
            time.after(time.random.nextInt((int) STORM.toMillis()), "trouble " + i, this::trouble);
        }
        pass(STORM);
        log.faulty = false;
        nodes.forEach(node -> node.faulty = false);
        hosts.forEach(host -> host.engineUp = true);
        services.restartRenderer(true);
        pass(CALM);
        atRest();
        replay();
    }

    private static List<FleetEntry> declared(Timeline time) {
        var because = new Change(time.now, "simulation", "declared");
        var entries = new ArrayList<FleetEntry>();
        entries.add(new ClusterEntry(
                SimulatedServices.LAB,
                new Asn(65001),
                List.of(Prefix.parse("2001:db8:c000::/36")),
                new ClusterEntry.LengthBounds(48, 64),
                Set.of(SpecialRange.DOCUMENTATION),
                ClusterEntry.JoinPolicy.OPEN,
                PREFIXES,
                BgpOptions.DEFAULT,
                List.of(),
                Lifecycle.ACTIVE,
                because));
        for (int i = 1; i <= 2; i++) {
            entries.add(new ReflectorEntry(
                    new ReflectorId("rr0" + i),
                    SimulatedServices.LAB,
                    IpAddress.parse("2001:db8::1" + i),
                    Optional.empty(),
                    Lifecycle.ACTIVE,
                    because));
        }
        return entries;
    }

    private void beat(SimulatedHost host) {
        host.look(true);
        time.after(30_000, host.host + " heartbeat", () -> beat(host));
    }

    private void pass(Duration duration) {
        var end = time.now.plus(duration);
        while (time.step(end)) {
            invariants.check(nodes, services.ledger);
        }
    }

    private void trouble() {
        var host = hosts.get(time.random.nextInt(hosts.size()));
        var node = nodes.get(time.random.nextInt(nodes.size()));
        var prefix = "2001:db8:c00" + time.random.nextInt(PREFIXES) + "::/64";
        boolean heard = time.random.nextInt(3) > 0;
        int which = time.random.nextInt(12);
        time.events.add("trouble " + which + " " + host.host + " " + node.node + " " + prefix);
        switch (which) {
            case 0, 1, 2, 3, 4 -> docker(heard, host, () -> host.create(prefix));
            case 5 -> docker(heard, host, () -> host.networks.remove(prefix));
            case 6 -> host.engineUp = !host.engineUp;
            case 7 -> host.restart();
            case 8 -> node.restart();
            case 9 -> node.crash();
            case 10 -> {
                services.restartInventory();
                services.restartRenderer(time.random.nextBoolean());
            }
            default -> {
                var lost = List.of(Topic.CONFIGS, Topic.HOST_REPORTS);
                log.lose(lost.get(time.random.nextInt(lost.size())));
            }
        }
    }

    private static void docker(boolean heard, SimulatedHost host, Runnable change) {
        change.run();
        if (heard) {
            host.look(false);
        }
    }

    private void atRest() {
        for (var host : hosts) {
            var entry = services.ledger.fleet().host(host.host).orElseThrow();
            var known = new ArrayList<String>();
            entry.admitted().forEach(subnet -> known.add(subnet.prefix().toString()));
            entry.quarantined().forEach(subnet -> known.add(subnet.prefix().toString()));
            var docker = host.networks.keySet().stream()
                    .map(text -> Prefix.parse(text).toString());
            assertThat(known).as("the fleet is what Docker has").containsExactlyInAnyOrderElementsOf(docker.toList());
            for (var node : nodes) {
                entry.admitted()
                        .forEach(subnet -> assertThat(applies(node, host.host, subnet.prefix()))
                                .as("%s of %s is applied on %s", subnet.prefix(), host.host, node.node)
                                .isTrue());
            }
        }
    }

    private static boolean applies(SimulatedNode node, HostId host, Prefix prefix) {
        if (node.node.kind() == NodeId.Kind.HOST) {
            return !node.node.equals(NodeId.of(host)) || node.bird.running.contains(prefix.toString());
        }
        return Invariants.accepted(node).contains(new Invariants.Held(host.value(), prefix));
    }

    private void replay() {
        var before = nodes.stream().map(node -> node.bird.configures).toList();
        var rendering = services.rendering();
        services.restartInventory();
        services.restartRenderer(true);
        services.reports.replay();
        nodes.forEach(node -> node.configs.replay());
        pass(Duration.ofMinutes(2));
        assertThat(nodes.stream().map(node -> node.bird.configures).toList())
                .as("a replay makes no agent apply anything")
                .isEqualTo(before);
        assertThat(services.rendering()).isEqualTo(rendering);
        nodes.forEach(node -> node.current.ifPresent(config -> assertThat(config.revision())
                .as("%s runs what a replay renders", node.node)
                .isEqualTo(rendering.get(node.node))));
    }
}
