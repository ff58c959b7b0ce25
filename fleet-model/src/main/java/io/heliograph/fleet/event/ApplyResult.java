package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What became of a configuration on its node.
///
/// @param revision the revision that was to be applied
/// @param running the revision that BIRD holds now, as far as the agent knows
/// @param reason present unless the outcome is `CONFIRMED`
public record ApplyResult(
        NodeId node,
        ClusterId cluster,
        Revision revision,
        Outcome outcome,
        Optional<Revision> running,
        Optional<Reason> reason,
        Optional<BirdComplaint> complaint,
        Timings timings,
        Optional<String> bird,
        ReportVersion reporter,
        Instant at) {
    /// `CONFIRMED`: BIRD runs it. `REJECTED`: BIRD does not read it, its agent does not let it through, or a
    /// secret that it names is not there. `ROLLED_BACK`: it was tried and undone. `HELD`: it waits for a person.
    /// `FAILED`: BIRD could not be asked, and it is tried again; or it was confirmed once, and BIRD or its file
    /// was changed by hand since.
    public enum Outcome {
        CONFIRMED,
        REJECTED,
        ROLLED_BACK,
        HELD,
        FAILED
    }

    /// How long the apply took.
    ///
    /// @param check how long `configure check` took
    /// @param configure from the sending of `configure` to the end of the reconfiguration
    /// @param total from the arrival of the record to the outcome
    public record Timings(Duration check, Duration configure, Duration total) {}
}
