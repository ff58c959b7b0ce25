package io.heliograph.cli.doctor;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.node.preflight.BirdSight;
import io.heliograph.node.preflight.KernelFacts;
import io.heliograph.node.preflight.ReflectorChecks.Load;
import io.heliograph.node.subnets.DockerNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What was seen on a node.
///
/// @param engine absent on a reflector
/// @param ipv4 what an IPv4 subnet must lie in to be carried; none: IPv4 is not carried
/// @param bird absent on a host without one
/// @param configuration what BIRD was given last, where anything was
/// @param machine what is wrong with folders and secrets
/// @param agent what is wrong with the node's own agent
/// @param bus why no broker answers
/// @param fleet what the inventory says of the node, where it was asked
public record NodeSight(
        Optional<Engine> engine,
        List<Prefix> ipv4,
        KernelFacts kernel,
        Optional<BirdSight> bird,
        OptionalInt fileLimit,
        Optional<Configuration> configuration,
        Machine machine,
        List<Reason> agent,
        Optional<Reason> bus,
        Optional<FleetWord> fleet) {
    /// What a look at the engine gave.
    public sealed interface Engine {
        /// It answered.
        record Seen(String version, List<DockerNetwork> networks) implements Engine {
            public Seen {
                networks = List.copyOf(networks);
            }
        }

        /// It did not.
        record Silent(String why) implements Engine {}
    }

    /// The configuration in BIRD's folder.
    public record Configuration(String text, Instant since) {}

    /// What is wrong with what the agent needs of the machine.
    ///
    /// @param unreadable secrets that the configuration names and the machine does not have
    public record Machine(Optional<Reason> state, List<Reason> unreadable) {
        public Machine {
            unreadable = List.copyOf(unreadable);
        }
    }

    /// What the inventory says.
    ///
    /// @param unreachable why it says nothing
    /// @param patient the node as the fleet sees it; empty where it does not know it
    /// @param clockOff how far this machine's clock is ahead of the inventory's, the way of the answer included
    public record FleetWord(Optional<Reason> unreachable, Optional<Patient> patient, Optional<Duration> clockOff) {}

    public NodeSight {
        ipv4 = List.copyOf(ipv4);
        agent = List.copyOf(agent);
    }

    /// What a reflector's BIRD is to carry. A host has a few sessions, and none of its load is known beforehand.
    Load load() {
        return configuration
                .filter(_ -> engine.isEmpty())
                .map(it -> Load.of(sessions(it.text()), it.text()))
                .orElse(Load.NOTHING);
    }

    private static int sessions(String text) {
        return (int)
                text.lines().filter(line -> line.startsWith("protocol bgp ")).count();
    }
}
