package io.heliograph.lab.chaos;

import java.time.Duration;
import java.time.Instant;

/// A piece of time, from the one moment up to the other.
public record Span(Instant from, Instant to) {
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(from + " … " + to + " runs backwards");
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    Instant middle() {
        return from.plus(length().dividedBy(2));
    }

    public boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public boolean holds(Span other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }
}
