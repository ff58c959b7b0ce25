package io.heliograph.fleet.answer;

/// How many there should be and how many there are.
///
/// @param clause the same in a few words for a person
public record Tally(int expected, int actual, String clause) {
    public boolean isComplete() {
        return actual >= expected;
    }
}
