package io.heliograph.inventory.query;

import io.heliograph.fleet.answer.Tally;

/// Figures as a person says them.
final class Words {
    private Words() {}

    /// `2 hosts admitted`, or `1 of 2 hosts admitted`.
    static Tally tally(int expected, int actual, String what) {
        var clause = actual >= expected ? actual + " " + what : actual + " of " + expected + " " + what;
        return new Tally(expected, actual, clause);
    }
}
