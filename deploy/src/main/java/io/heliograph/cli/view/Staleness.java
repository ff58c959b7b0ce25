package io.heliograph.cli.view;

import io.heliograph.fleet.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Whether what is shown may be old. A stream beats every five seconds; one that says nothing for twelve is as good as
/// lost.
///
/// @param heardAt when the stream said something last
/// @param since since when what is shown may be old; empty: it is not
/// @param why as far as it is known
public record Staleness(Instant heardAt, Optional<Instant> since, Optional<Reason> why) {
    public static final Duration SILENCE = Duration.ofSeconds(12);

    /// The state was read.
    public static Staleness fresh(Instant now) {
        return new Staleness(now, Optional.empty(), Optional.empty());
    }

    /// The stream said something. What is shown is fresh once it is read.
    public Staleness heard(Instant now) {
        return new Staleness(now, since, why);
    }

    /// The stream broke: what is shown is as old as the last that was heard.
    public Staleness lost(Reason reason, Instant now) {
        return new Staleness(heardAt, Optional.of(since.orElse(now)), Optional.of(reason));
    }

    /// After some time without a word.
    public Staleness at(Instant now) {
        return since.isEmpty() && heardAt.plus(SILENCE).isBefore(now)
                ? new Staleness(heardAt, Optional.of(heardAt), Optional.empty())
                : this;
    }

    /// For a person; empty while all is fresh.
    public Optional<String> line() {
        return since.map(start -> "STALE since " + start.truncatedTo(ChronoUnit.SECONDS) + ": "
                + why.map(Reason::toString).orElse("nothing is heard of the inventory, what is shown may be old."));
    }
}
