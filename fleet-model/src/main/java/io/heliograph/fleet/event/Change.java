package io.heliograph.fleet.event;

import java.time.Instant;
import java.util.Optional;

/// When an entry became what it is, by whom, and why.
///
/// @param number grows with each state of the entry; absent where nobody counted
public record Change(Instant at, String by, String why, Optional<Long> number) {
    /// Not counted yet.
    public Change(Instant at, String by, String why) {
        this(at, by, why, Optional.empty());
    }

    /// The same, counted. A clock that goes back does not count back, and a writer that knows nothing of the past
    /// counts on by its clock.
    public Change following(Optional<Change> before) {
        long next = before.flatMap(Change::number).map(last -> last + 1).orElse(0L);
        return new Change(at, by, why, Optional.of(Math.max(next, at.toEpochMilli())));
    }

    /// Whether this is the later one; by the clock where one of them was not counted.
    public boolean isAfter(Change other) {
        return isCounted(other) ? number.get() > other.number.get() : at.isAfter(other.at);
    }

    /// Whether both were counted.
    boolean isCounted(Change other) {
        return number.isPresent() && other.number.isPresent();
    }
}
