package io.heliograph.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// The only clock and the only source of chance: one thread, one seed, events in the order of their instants.
final class Timeline {
    private record Due(Instant at, long order, String what, Runnable action) {}

    final Random random;
    final List<String> events = new ArrayList<>();
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long orders;

    Timeline(long seed) {
        random = new Random(seed);
    }

    void after(long millis, String what, Runnable action) {
        due.add(new Due(now.plusMillis(millis), orders++, what, action));
    }

    /// Runs the next event if it is due by `end`, and tells whether there was one.
    boolean step(Instant end) {
        var next = due.peek();
        if (next == null || next.at().isAfter(end)) {
            now = end;
            return false;
        }
        due.remove();
        now = next.at();
        events.add(now + " " + next.what());
        next.action().run();
        return true;
    }
}
