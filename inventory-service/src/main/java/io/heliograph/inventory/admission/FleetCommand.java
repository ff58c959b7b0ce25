package io.heliograph.inventory.admission;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.declaration.FleetDeclaration;
import java.util.Optional;

/// What a person asks of the fleet.
///
/// `by` and `why` travel with each entry that is changed.
public sealed interface FleetCommand {
    String by();

    String why();

    /// What is declared is to be so; what is not named is left alone.
    record Declare(FleetDeclaration declaration, boolean dryRun, String by, String why) implements FleetCommand {}

    /// A part of the fleet is to be no more; the record that it was stays.
    record Remove(Kind kind, String id, String by, String why) implements FleetCommand {}

    /// A host is to be taken out of service: first announced with a warning, then not at all.
    record DrainHost(HostId host, Optional<ClusterId> cluster, String by, String why) implements FleetCommand {}

    /// A host is to serve again.
    record UndrainHost(HostId host, Optional<ClusterId> cluster, String by, String why) implements FleetCommand {}

    /// A newcomer that waits in quarantine may join.
    record ApproveHost(HostId host, Optional<ClusterId> cluster, String by, String why) implements FleetCommand {}

    /// A command that is obeyed only if that part of the fleet still has that tag, or any where it is `*`.
    record IfMatch(FleetCommand command, Kind kind, String id, String tag) implements FleetCommand {
        public static final String ANY = "*";

        @Override
        public String by() {
            return command.by();
        }

        @Override
        public String why() {
            return command.why();
        }
    }

    /// The parts of a fleet that a person declares.
    enum Kind {
        CLUSTER("cluster"),
        REFLECTOR("reflector"),
        HOST("host");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
