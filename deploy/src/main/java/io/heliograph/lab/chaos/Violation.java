package io.heliograph.lab.chaos;

import java.time.Instant;

/// Something that must not be.
///
/// @param rule a name that stays the same: `route-missing`, `route-wrong`, …
public record Violation(Instant at, String rule, String says) implements Comparable<Violation> {
    @Override
    public int compareTo(Violation other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : (rule + says).compareTo(other.rule + other.says);
    }
}
