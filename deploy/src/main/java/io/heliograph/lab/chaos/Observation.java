package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.LabNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was seen, from outside, at one moment. Nothing in it is typed by the services' own language: names and states
/// are the texts that a stranger reads on the bus, in the kernel, and in what BIRD and Docker show.
public sealed interface Observation {
    Instant at();

    /// Router1's kernel has the route.
    ///
    /// @param via its next hop
    record RouteSeen(Instant at, String prefix, String via) implements Observation {}

    /// Router1's kernel has it no more.
    record RouteGone(Instant at, String prefix) implements Observation {}

    /// Docker is asked for a network: from here on the route may be there.
    ///
    /// @param via the next hops that are right
    record NetworkWanted(Instant at, LabNode host, String prefix, Set<String> via) implements Observation {
        public NetworkWanted {
            via = Set.copyOf(via);
        }
    }

    /// Docker has it.
    record NetworkMade(Instant at, String prefix) implements Observation {}

    /// Docker is asked to remove it: from here on the route may be gone.
    record NetworkUnwanted(Instant at, String prefix) implements Observation {}

    /// Docker has it no more.
    record NetworkGone(Instant at, String prefix) implements Observation {}

    record StepBegan(Instant at, ChaosStep step) implements Observation {}

    record StepMended(Instant at, int number) implements Observation {}

    /// The fleet is at rest again.
    record StepSettled(Instant at, int number) implements Observation {}

    /// It was not within the limit.
    record StepUnsettled(Instant at, int number, String missing) implements Observation {}

    /// An agent that runs was not heard on the bus within the limit.
    record Unheard(Instant at, int number, String node) implements Observation {}

    /// Router1 begins to ping a container of this subnet.
    record PingsBegan(Instant at, String prefix) implements Observation {}

    record Pinged(Instant at, String prefix) implements Observation {}

    record PingsEnded(Instant at, String prefix) implements Observation {}

    /// What a reflector's own BIRD shows of its sessions, by name; empty when it does not answer.
    record SessionsShown(Instant at, String reflector, Map<String, Boolean> established) implements Observation {
        public SessionsShown {
            established = Map.copyOf(established);
        }
    }

    /// For how many networks a reflector's own BIRD has routes.
    record RoutesShown(Instant at, String reflector, int networks) implements Observation {}

    /// A person has given the node's BIRD a configuration by hand.
    ///
    /// @param lastReconfiguration when BIRD says that this was
    record Edited(Instant at, String node, String lastReconfiguration) implements Observation {}

    /// Whoever made or mended a fault saw that something is not as it must be.
    ///
    /// @param rule as in a [Violation]
    record Amiss(Instant at, int number, String rule, String says) implements Observation {}

    /// When BIRD says that it was configured last.
    record Configured(Instant at, String node, String lastReconfiguration) implements Observation {}

    /// The health topic says so of a session.
    ///
    /// @param state empty once the session is removed
    record SessionTold(Instant at, String reflector, String session, Optional<String> state, Version version)
            implements Observation {}

    /// A host's agent has reported.
    record ReportTold(Instant at, String host, Version version) implements Observation {}

    /// A node is given a configuration.
    ///
    /// @param carries the prefixes that each of its sessions may bring
    /// @param shared the part of the text that more than one host depends on, see [BirdText#shared]
    record ConfigTold(Instant at, String node, String revision, Map<String, Set<String>> carries, String shared)
            implements Observation {
        public ConfigTold {
            carries = Map.copyOf(carries);
        }

        int prefixes() {
            return (int)
                    carries.values().stream().flatMap(Set::stream).distinct().count();
        }
    }

    /// What became of a configuration.
    ///
    /// @param total how long the apply took, up to `at`
    /// @param reason the code of the reason, where there is one
    record ApplyTold(
            Instant at,
            String node,
            String revision,
            String outcome,
            Duration total,
            Version version,
            Optional<String> reason)
            implements Observation {}

    /// A person lets a revision go to a node.
    record ReleaseTold(Instant at, String node, String revision) implements Observation {}

    /// Whether something waits on its way to a node: `CLEAR`, `HELD`, `WAITING`, `STOPPED`.
    record RolloutTold(Instant at, String node, String state) implements Observation {}

    /// The fleet topic says that a host's entry comes from this report.
    record HostTold(Instant at, String key, Version version) implements Observation {}

    /// The order of a reporter's records.
    record Version(long epoch, long sequence) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            int byEpoch = Long.compare(epoch, other.epoch);
            return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
        }
    }
}
