package io.heliograph.birdcontrol.apply;

import java.time.Instant;
import java.util.Set;

/// Where the one who applies stands. Phases named for a question wait for its answer.
///
/// ```
///            connected               quiet                    something to apply
///  Absent ───────────▶ Greeting ──▶ Surveying ──▶ Idle ──▶ Surveying ──▶ Staging ──▶ Listing
///    ▲                                 │  ▲         ▲                                   │
///    │ BIRD lost, from anywhere        ▼  │         │ refused                           ▼
///    └──────────────               Waiting ┘        └───────────────────────────── Configuring
///                another's trial, or a reconfiguration                                │    │
///                                                                                     │    ▼
///  Idle ◀── Noting ◀── Confirming ◀── nothing had to stop, the usual case ────────────┘ Settling
///                            ▲                                                            │
///                            └── sessions are back, or all but a few ── Verifying ◀───────┘
///                                                                          │
///                      Idle ◀── Undone ◀── Undoing ◀── missing at the end ─┘
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

    /// Sent `configure … timeout`.
    record Configuring(Job job) implements Phase {}

    /// Asked `configure status`, or about to at `until`.
    record Settling(Job job, Poll poll) implements Phase {}

    /// Asked `show protocols`, or about to at `until`.
    record Verifying(Job job, Poll poll) implements Phase {}

    /// Sent `configure confirm`.
    record Confirming(Job job) implements Phase {}

    /// Confirmed; asked which load it was (`show status`).
    record Noting(Job job) implements Phase {}

    /// Sent `configure undo`, for the sake of these sessions.
    record Undoing(Job job, Set<String> missing) implements Phase {}

    /// Undone; asked `configure status`, or about to at `until`.
    record Undone(Job job, Set<String> missing, Poll poll) implements Phase {}
}
