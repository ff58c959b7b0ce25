package io.heliograph.lab.chaos;

import io.heliograph.lab.plan.Fault;
import io.heliograph.lab.plan.LabNode;

/// What one step of chaos does to the lab.
public sealed interface Strike {
    /// As it stands in the table, such as `bird:rr01`.
    String name();

    /// A fault of the lab is made, holds, and is mended.
    record Break(Fault fault) implements Strike {
        @Override
        public String name() {
            return fault.name();
        }
    }

    /// The broker is stopped in good order and stays away for a minute.
    record BrokerStop() implements Strike {
        @Override
        public String name() {
            return "broker stop";
        }
    }

    /// Records that nobody can read, and tombstones, under strange keys and real ones.
    record Poison() implements Strike {
        @Override
        public String name() {
            return "poison";
        }
    }

    /// The last record of every key stands on its topic once more.
    record Duplicates() implements Strike {
        @Override
        public String name() {
            return "duplicates";
        }
    }

    /// Records of the past arrive after those of the present.
    record Reordered() implements Strike {
        @Override
        public String name() {
            return "reordered";
        }
    }

    /// A record that was replaced long ago stands on its topic again, after the one that replaced it.
    ///
    /// @param topic the end of its name: `fleet`, `configs`
    record Stale(String topic) implements Strike {
        @Override
        public String name() {
            return "stale:" + topic;
        }
    }

    /// A person changes an option of the cluster that restarts every session of its reflectors.
    record Structural() implements Strike {
        @Override
        public String name() {
            return "structural";
        }
    }

    /// Many networks of a host go at once, and a person lets go what the brake holds of it.
    record Clearance(LabNode host) implements Strike {
        @Override
        public String name() {
            return "clearance:" + host;
        }
    }

    /// Every program of ours is killed and reads every topic from zero; the renderer has forgotten its state.
    record Replay() implements Strike {
        @Override
        public String name() {
            return "replay";
        }
    }

    /// While the node's agent is away, topics are compacted at once and forget their tombstones.
    record Compaction(LabNode away) implements Strike {
        @Override
        public String name() {
            return "compaction:" + away;
        }
    }

    /// The agent cannot write a byte.
    record FullDisk(LabNode node) implements Strike {
        @Override
        public String name() {
            return "full-disk:" + node;
        }
    }

    /// A person gives BIRD a configuration of his own.
    record HandEdit(LabNode node) implements Strike {
        @Override
        public String name() {
            return "hand-edit:" + node;
        }
    }

    /// The agent lives on another day.
    record WrongClock(LabNode node, int days) implements Strike {
        @Override
        public String name() {
            return "clock:" + node + (days > 0 ? "+" : "") + days + "d";
        }
    }

    /// Whether it must not make any BIRD read a configuration.
    default boolean appliesNothing() {
        return switch (this) {
            case Poison _, Duplicates _, Reordered _, Stale _, Replay _ -> true;
            case Break _, BrokerStop _, Compaction _, FullDisk _, HandEdit _, WrongClock _, Structural _, Clearance _ ->
                false;
        };
    }

    /// Whether the node's agent can neither read nor write the bus, or does not run.
    default boolean silences(LabNode node) {
        return switch (this) {
            case BrokerStop _, Replay _ -> true;
            case Compaction(LabNode away) -> away == node;
            case WrongClock(LabNode wrong, int _) -> wrong == node;
            case Poison _, Duplicates _, Reordered _, Stale _, FullDisk _, HandEdit _, Structural _, Clearance _ ->
                false;
            case Break(Fault fault) ->
                touches(fault, "mgmt.kafka")
                        || touches(fault, node + ".agent")
                        || isApart(fault, node, LabNode.MGMT)
                        || isCut(fault, node)
                        || isCut(fault, LabNode.MGMT);
        };
    }

    /// Whether sessions of the reflector's BIRD may end by it, whoever is at the other end.
    default boolean shakes(LabNode reflector) {
        return switch (this) {
            case Structural _ -> true;
            case Poison _,
                    Duplicates _,
                    Reordered _,
                    Stale _,
                    Replay _,
                    BrokerStop _,
                    Compaction _,
                    FullDisk _,
                    HandEdit _,
                    WrongClock _,
                    Clearance _ -> false;
            case Break(Fault fault) ->
                touches(fault, reflector + ".bird")
                        || isCut(fault, reflector)
                        || fault.parted()
                                .filter(parted -> parted.peer() == reflector)
                                .isPresent();
        };
    }

    /// Whether the program does not run, or only later.
    static boolean touches(Fault fault, String process) {
        return fault.killed().contains(process) || fault.frozen().contains(process);
    }

    static boolean isCut(Fault fault, LabNode node) {
        return fault.cut().filter(node::equals).isPresent();
    }

    static boolean isApart(Fault fault, LabNode node, LabNode peer) {
        return fault.parted()
                .filter(parted -> parted.node() == node && parted.peer() == peer)
                .isPresent();
    }
}
