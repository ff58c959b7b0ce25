package io.heliograph.simulation;

import io.heliograph.fleet.event.ReportVersion;

/// An agent's epoch on its disk, and the number of what it says.
final class Identity {
    private final String name;
    private ReportVersion next;

    Identity(String name) {
        this.name = name;
        next = new ReportVersion(1, 1, name + "-1");
    }

    ReportVersion next() {
        var given = next;
        next = next.next();
        return given;
    }

    /// The agent starts.
    void begin() {
        next = new ReportVersion(next.epoch() + 1, 1, name + "-" + (next.epoch() + 1));
    }
}
