package io.heliograph.birdcontrol.apply;

import io.heliograph.fleet.event.BirdComplaint;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;

/// Where the one who applies stands. Phases named for a question wait for its answer.
///
/// ```
///            connected               quiet                    something to apply
///  Absent ───────────▶ Greeting ──▶ Surveying ──▶ Idle ──▶ Surveying ──▶ Staging ──▶ Listing
///    ▲                                 │  ▲        ▲ ▲                                  │  │ sessions will
///    │ BIRD lost, from anywhere        ▼  │        │ └──────── it costs too much: held ─┘  ▼ start again
///    └──────────────               Waiting ┘       │                                   Counting
///                another's trial, or a             │ refused                              │
///                reconfiguration                   └── Probing ◀── Configuring ◀──────────┘
///                                                  for the block       │    │
///                                                  at fault            │    ▼
///  Idle ◀── Noting ◀── Confirming ◀── nothing had to stop, ────────────┘ Settling
///                            ▲        the usual case                        │
///                            ├── sessions are back, or all but a few ── Verifying
///                            │                                           │     │ networks were counted
///                            └── so are the networks ── Recounting ◀─────┼─────┘
///                                                           │            │
///                      Idle ◀── Undone ◀── Undoing ◀────────┴── missing at the end
///
///  Idle ──▶ Looking ──▶ Inspecting ──▶ Idle      now and then: has anybody changed BIRD or the disk by hand?
/// ```
///
/// There is no `configure check`: `configure` itself refuses a file that it cannot read and changes nothing, what
/// BIRD starts from moves only after the confirmation, and a check would stop a large BIRD once more for as long.
sealed interface Phase {
    /// There is no BIRD to ask.
    record Absent() implements Phase {}

    /// Asked who BIRD is (`show status`).
    record Greeting() implements Phase {}

    /// Asked whether BIRD is quiet (`configure status`).
    record Surveying() implements Phase {}

    /// BIRD is not quiet: someone else's trial or a reconfiguration. Asks again at that instant.
    record Waiting(Instant until, int polls) implements Phase {}

    /// Our own trial of a former life was found: `configure undo` was sent.
    record Reclaiming() implements Phase {}

    /// Nothing is under way. `until` is when a configuration that waits may go.
    record Idle() implements Phase {}

    /// BIRD is too old: nothing is applied.
    record Unfit() implements Phase {}

    /// The file is being written.
    record Staging(Job job) implements Phase {}

    /// Asked which sessions are up (`show protocols`).
    record Listing(Job job) implements Phase {}

    /// Asked how many networks there are (`show route count`), because sessions will start again.
    record Counting(Job job) implements Phase {}

    /// BIRD refused it; a part of it is being written, or `configure check` was asked of that part.
    record Probing(Job job, BirdComplaint complaint, FaultSearch search) implements Phase {}

    /// Asked which load BIRD runs (`show status`).
    record Looking() implements Phase {}

    /// The disk is being compared with what was written.
    record Inspecting() implements Phase {}

    /// Sent `configure … timeout`.
    record Configuring(Job job) implements Phase {}

    /// Asked `configure status`, or about to at `until`.
    record Settling(Job job, Poll poll) implements Phase {}

    /// Asked `show protocols`, or about to at `until`.
    record Verifying(Job job, Poll poll) implements Phase {}

    /// Asked `show route count`, or about to.
    record Recounting(Job job, Poll poll) implements Phase {}

    /// Sent `configure confirm`.
    record Confirming(Job job) implements Phase {}

    /// Confirmed; asked which load it was (`show status`).
    record Noting(Job job) implements Phase {}

    /// Sent `configure undo`, and why.
    record Undoing(Job job, Reason why) implements Phase {}

    /// Undone; asked `configure status`, or about to at `until`.
    record Undone(Job job, Reason why, Poll poll) implements Phase {}
}
