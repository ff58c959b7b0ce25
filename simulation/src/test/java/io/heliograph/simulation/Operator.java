package io.heliograph.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.inventory.admission.CommandOutcome;
import io.heliograph.inventory.admission.FleetCommand;
import io.heliograph.inventory.admission.FleetCommand.Kind;
import io.heliograph.inventory.rollout.ReleaseOutcome;
import io.heliograph.inventory.rollout.ReleaseRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The person at the command line, and the scripts that act in their name.
final class Operator {
    private static final String BY = "operator";
    /// Options of BGP that a person tries out: one ends every session, the others touch each of them.
    private static final List<String> OPTIONS = List.of(
            "\"holdTime\":\"PT9S\"",
            "\"holdTime\":\"PT12S\"",
            "\"holdTime\":\"PT9S\",\"receiveLimit\":{\"routes\":500,\"action\":\"RESTART\"}",
            "\"holdTime\":\"PT9S\",\"receiveLimit\":{\"routes\":900,\"action\":\"RESTART\"}",
            "\"holdTime\":\"PT9S\",\"communities\":[\"65001:7\"]",
            "\"holdTime\":\"PT9S\",\"importLimitAction\":\"WARN\"");

    private final World world;
    private final boolean declared;
    private String options = OPTIONS.getFirst();
    private boolean upstream;

    Operator(World world) {
        this.world = world;
        this.declared = world.seed % 2 == 0;
    }

    /// What stands in the fleet file.
    void declare() {
        var hosts = declared ? world.hosts().stream().map(host -> host.host).toList() : List.<HostId>of();
        declare(hosts);
    }

    private void declare(List<HostId> hosts) {
        var cluster = """
                {"cluster":"lab","asn":65001,"aggregates":["2001:db8:c000::/36","2001:db8:d000::/36"],
                 "subnetLength":{"shortest":48,"longest":64},"allowSpecialRanges":["DOCUMENTATION"],
                 "join":"%s","bgp":{"reach":"MULTIHOP",%s},"poolLength":56,
                 "upstreams":[%s],"membership":{"drainWait":"PT10S","lease":"PT3M"}}""".formatted(
                        declared ? "DECLARED" : "OPEN",
                        options,
                        upstream ? "{\"upstream\":\"router1\",\"address\":\"2001:db8::1\",\"asn\":65000}" : "");
        var reflectors = world.reflectors().stream()
                .map(node -> "{\"reflector\":\"%s\",\"cluster\":\"lab\",\"address\":\"%s\"}"
                        .formatted(node.node.name(), node.address))
                .collect(Collectors.joining(","));
        var named = hosts.stream()
                .map(host -> "{\"host\":\"%s\",\"cluster\":\"lab\"}".formatted(host))
                .collect(Collectors.joining(","));
        try {
            var declaration = FleetJson.mapper()
                    .readValue(
                            "{\"clusters\":[%s],\"reflectors\":[%s],\"hosts\":[%s]}"
                                    .formatted(cluster, reflectors, named),
                            FleetDeclaration.class);
            command(new FleetCommand.Declare(declaration, false, BY, "declared"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void command(FleetCommand command) {
        var outcome = world.inventory.command(command);
        if (outcome.isPresent() && outcome.get() instanceof CommandOutcome.Refused refused) {
            world.time.tell("refused: " + refused.reasons());
        }
    }

    /// Another option for the whole cluster.
    void changeOptions() {
        options = OPTIONS.get(world.time.random.nextInt(OPTIONS.size()));
        upstream = world.time.random.nextBoolean();
        world.time.tell("options " + options + " upstream " + upstream);
        declare();
    }

    void remove(SimulatedHost host) {
        world.invariants.askedToGo(host);
        command(new FleetCommand.Remove(Kind.HOST, host.host.value(), BY, "removed"));
    }

    void drain(SimulatedHost host) {
        world.invariants.askedToGo(host);
        command(new FleetCommand.DrainHost(host.host, Optional.empty(), BY, "drained"));
    }

    void undrain(SimulatedHost host) {
        command(new FleetCommand.UndrainHost(host.host, Optional.empty(), BY, "back"));
    }

    /// A person takes back what was removed.
    void readmit() {
        declare();
        world.inventory.snapshot().ifPresent(fleet -> {
            var removed = fleet.hosts().values().stream()
                    .filter(entry -> entry.lifecycle() == io.heliograph.fleet.event.Lifecycle.REMOVED)
                    .map(entry -> entry.host())
                    .toList();
            if (!removed.isEmpty()) {
                declare(removed);
            }
        });
    }

    /// Lets something go that waits, or tries to.
    ///
    /// @param how `right`, with the `wrong` revision, with one that has `expired`
    void release(NodeId node, String how) {
        var waiting = world.inventory
                .snapshot()
                .flatMap(fleet -> Optional.ofNullable(fleet.rollouts().get(node)))
                .filter(rollout -> rollout.state() != Rollout.State.CLEAR);
        var revision = waiting.flatMap(Rollout::revision);
        if (revision.isEmpty()) {
            return;
        }
        var named = how.equals("wrong")
                ? Revision.of("another").value()
                : revision.get().value();
        var risk = waiting.flatMap(Rollout::risk).orElse("");
        world.time.tell("release " + how + " " + node + " " + named.substring(0, 12));
        if (how.equals("expired")) {
            // Past its time when it is read.
            var now = world.time.now;
            world.log.write(
                    new Release(node, World.LAB, revision.get(), risk, "old", BY, now.minusSeconds(60), now), BY);
            return;
        }
        var outcome =
                world.inventory.release(new ReleaseRequest(node, named, "seen", risk, BY, Duration.ofMinutes(10)));
        world.invariants.require(
                !how.equals("wrong") || !(outcome.orElse(null) instanceof ReleaseOutcome.Granted),
                "a release is of what waits",
                () -> named);
    }

    /// All that is held anywhere goes now.
    void releaseAll() {
        var nodes = new TreeSet<NodeId>();
        world.nodes().forEach(node -> nodes.add(node.node));
        nodes.forEach(node -> release(node, "right"));
    }

    /// Those that only an agent holds.
    void releaseHeldByAgents() {
        world.nodes()
                .forEach(node -> world.inventory
                        .snapshot()
                        .flatMap(fleet -> Optional.ofNullable(fleet.applies().get(node.node)))
                        .filter(result -> result.outcome() == ApplyResult.Outcome.HELD)
                        .ifPresent(result -> {
                            var now = world.time.now;
                            world.time.tell("release of what the agent holds " + node.node);
                            world.log.write(
                                    new Release(
                                            node.node,
                                            World.LAB,
                                            result.revision(),
                                            "",
                                            "seen",
                                            BY,
                                            now,
                                            now.plusSeconds(600)),
                                    BY);
                        }));
    }
}
