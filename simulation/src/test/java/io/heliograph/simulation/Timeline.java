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
    /// The history, so far as it has a word.
    final List<String> events = new ArrayList<>();
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long orders;

    Timeline(long seed) {
        random = new Random(seed);
    }

    /// @param what is to be told of it in the history; empty: nothing
    void after(long millis, String what, Runnable action) {
        due.add(new Due(now.plusMillis(millis), orders++, what, action));
    }

    /// Again and again, never quite evenly.
    void each(int millis, Runnable action) {
        after(millis / 2 + random.nextInt(millis), "", () -> {
            action.run();
            each(millis, action);
        });
    }

    void tell(String what) {
        events.add(now + " " + what);
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
        if (!next.what().isEmpty()) {
            tell(next.what());
        }
        next.action().run();
        return true;
    }
}
