package io.heliograph.fleet.event;

import java.time.Instant;

/// A host that is taken out of service: its routes say so first (GRACEFUL_SHUTDOWN, RFC 8326), then they go. Its
/// sessions and its prefixes stay its own.
///
///     serving ── asked ──▶ DRAINING ── the wait is over ──▶ DRAINED
///        ▲                    │                                │
///        └────── taken back by whoever asked ──────────────────┘
///
/// @param origin who asked, and so who takes it back
/// @param since when it was asked for
/// @param until when the routes are withdrawn, or were
/// @param by who asked, in words
public record Drain(Phase phase, Origin origin, Instant since, Instant until, String by, String why) {
    /// `DRAINING`: announced, with a warning to everybody who hears it. `DRAINED`: withdrawn.
    public enum Phase {
        DRAINING,
        DRAINED
    }

    /// `OPERATOR`: a person or a program by REST; it lasts until that is taken back. `AGENT`: the host's own agent,
    /// which was asked to stop; it lasts until that host's agent starts again.
    public enum Origin {
        OPERATOR,
        AGENT
    }

    /// The same request, whose wait is over.
    public Drain done() {
        return new Drain(Phase.DRAINED, origin, since, until, by, why);
    }
}
