package io.heliograph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.birdcontrol.apply.ModelBird;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.renderer.change.NextConfig;
import io.heliograph.renderer.rollout.DueConfigs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a fleet at rest is like: what Docker has is what the reflectors accept, and nothing waits.
final class Rest {
    private final World world;

    Rest(World world) {
        this.world = world;
    }

    /// What is not at rest yet.
    Optional<String> missing() {
        var fleet = world.inventory.snapshot();
        if (fleet.isEmpty()) {
            return Optional.of("the inventory reads");
        }
        var rendering = rendering();
        return world.hosts().stream()
                .flatMap(host -> missing(host, fleet.get()).stream())
                .findFirst()
                .or(() -> world.nodes().stream()
                        .flatMap(node -> missing(node, fleet.get(), rendering).stream())
                        .findFirst())
                .or(() -> fleet.get().rollouts().values().stream()
                        .filter(rollout -> rollout.state() != Rollout.State.CLEAR)
                        .map(Rollout::toString)
                        .findFirst());
    }

    private Optional<String> missing(SimulatedHost host, FleetSnapshot fleet) {
        var entry = Optional.ofNullable(fleet.hosts().get(host.host)).filter(HostEntry::isServed);
        if (entry.isEmpty() || entry.get().drain().isPresent()) {
            return Optional.of(host.host + " is not served: " + fleet.hosts().get(host.host));
        }
        var known = new TreeSet<Prefix>();
        entry.get().admitted().forEach(subnet -> known.add(subnet.prefix()));
        for (var subnet : entry.get().quarantined()) {
            boolean taken = world.hosts().stream()
                    .anyMatch(other -> other != host && other.subnets().contains(subnet.prefix()));
            if (!taken) {
                return Optional.of(host.host + " has in quarantine " + subnet);
            }
            known.add(subnet.prefix());
        }
        if (!known.equals(host.subnets())) {
            return Optional.of(host.host + " has " + host.subnets() + " and is known with " + known);
        }
        var block = ProtocolName.of(host.host).value();
        for (var reflector : world.reflectors()) {
            var accepted = ModelBird.prefixes(reflector.bird.read());
            for (var subnet : entry.get().admitted()) {
                boolean inPool = entry.get().pools().stream()
                        .flatMap(pools -> pools.stream())
                        .anyMatch(pool -> pool.covers(subnet.prefix()) && block.equals(accepted.get(pool)));
                if (!inPool && !block.equals(accepted.get(subnet.prefix()))) {
                    return Optional.of(subnet.prefix() + " of " + host.host + " is not on " + reflector.node);
                }
            }
            if (host.bird.isPresent() && !reflector.bird.up(world.time.now).contains(block)) {
                return Optional.of(host.host + " has no session with " + reflector.node);
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(SimulatedNode node, FleetSnapshot fleet, Map<NodeId, Revision> rendering) {
        var wanted = Optional.ofNullable(rendering.get(node.node));
        if (!node.current.map(config -> config.revision()).equals(wanted)
                || !Revision.of(node.bird.running).equals(wanted.orElse(null))) {
            return Optional.of(node.node + " does not run what the fleet renders to: " + wanted + " "
                    + node.state().map(state -> state.phase() + " " + state.held() + " " + state.drift()));
        }
        boolean told = Optional.ofNullable(fleet.applies().get(node.node))
                .filter(result -> result.outcome() == ApplyResult.Outcome.CONFIRMED
                        && Optional.of(result.revision()).equals(wanted))
                .isPresent();
        boolean drifted = node.state().flatMap(state -> state.drift()).isPresent();
        return told && !drifted && !node.bird.hasTrial()
                ? Optional.empty()
                : Optional.of(node.node + " has not said so");
    }

    /// What a renderer without any memory makes of the whole fleet topic.
    private Map<NodeId, Revision> rendering() {
        var fresh = new DueConfigs();
        world.log
                .all(Topic.FLEET)
                .forEach(record -> record.event()
                        .map(FleetEntry.class::cast)
                        .filter(entry -> !fresh.isIgnorance(entry))
                        .ifPresent(fresh::apply));
        var revisions = new TreeMap<NodeId, Revision>();
        for (var step :
                fresh.drain(_ -> Optional.empty(), new NextConfig.Origin("simulation", 0, 0, "", world.time.now))) {
            if (step instanceof DueConfigs.Step.Send(var place, var next)) {
                revisions.put(place.node(), next.config().revision());
            }
        }
        return revisions;
    }

    /// Everybody forgets what can be read again and reads from the beginning: no agent applies anything.
    void replay() {
        var before = world.nodes().stream().map(node -> node.bird.configures).toList();
        world.renderer.stop();
        world.inventory.stop();
        world.invariants.rendererForgot();
        world.inventory.start();
        world.renderer.start(true);
        world.hosts().forEach(host -> {
            host.kill();
            host.start();
        });
        world.reflectors().forEach(node -> {
            node.kill();
            node.start();
            java.util.Objects.requireNonNull(world.watches.get(node)).restarted();
        });
        world.pass(Duration.ofMinutes(4));
        assertThat(world.nodes().stream().map(node -> node.bird.configures).toList())
                .as("a replay from the beginning makes no agent apply anything")
                .isEqualTo(before);
        assertThat(missing()).as("the fleet rests after a replay").isEmpty();
    }
}
