package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.Tally;

/// Figures as a person says them.
final class Words {
    private Words() {}

    /// `2 hosts admitted`, `1 host admitted`, or `1 of 2 hosts admitted`.
    ///
    /// @param what a plural noun, and what is so of it
    static Tally tally(int expected, int actual, String what) {
        if (actual < expected) {
            return new Tally(expected, actual, actual + " of " + expected + " " + what);
        }
        return new Tally(expected, actual, actual + " " + (actual == 1 ? what.replaceFirst("s\\b", "") : what));
    }
}
