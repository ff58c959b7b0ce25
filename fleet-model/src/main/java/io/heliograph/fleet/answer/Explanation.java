package io.heliograph.fleet.answer;

import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The whole story of a subnet, a host, a reflector or a session.
///
/// @param healthy whether it is all that it should be
/// @param summary one clause for a person
/// @param facts in the order in which they are told
/// @param failedStage the first stage of the journey that was not reached; empty for what has no journey, or when
///     all is well
/// @param reason why it is not further, with the mend
/// @param asOf the moment that has passed of which it is told; empty: it is so now
public record Explanation(
        String subject,
        Kind kind,
        boolean healthy,
        String summary,
        List<Fact> facts,
        Optional<Stage> failedStage,
        Optional<Reason> reason,
        Optional<Instant> asOf) {
    /// What the story is about.
    public enum Kind {
        PREFIX,
        HOST,
        SESSION,
        REFLECTOR
    }

    /// One line of the story.
    ///
    /// @param what a few fixed words: `admitted`, `network`, `verified on rr01`, …
    /// @param value what is so, or why not
    /// @param good whether it is as it should be
    public record Fact(String what, String value, boolean good, Optional<Instant> at) {}

    public Explanation {
        facts = List.copyOf(facts);
    }
}
