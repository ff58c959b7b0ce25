package io.heliograph.renderer.kafka;

import io.heliograph.bus.trace.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The changes that a place has not been sent, as far as they are traced, the newest last: they wait for the node's
/// turn, for a wave, for a person. Kept, so that whatever lets the configuration go and in whichever process, the
/// traces of what it carries go on.
record Unsent(List<Change> changes) {
    static final Unsent NOTHING = new Unsent(List.of());

    /// Of more changes that wait together the oldest are forgotten.
    private static final int MOST = 32;

    /// One change of an entry.
    ///
    /// @param cause the key of the entry
    /// @param trace the step that wrote it
    /// @param since when it was taken in
    record Change(String cause, TraceContext trace, Instant since) {}

    Unsent {
        changes = List.copyOf(changes);
    }

    Unsent with(Change change) {
        var more = new ArrayList<>(changes.subList(Math.max(0, changes.size() + 1 - MOST), changes.size()));
        more.add(change);
        return new Unsent(more);
    }

    /// Those of all entries but one.
    Unsent without(String cause) {
        return new Unsent(
                changes.stream().filter(change -> !change.cause().equals(cause)).toList());
    }

    /// Those that are not among `sent`.
    Unsent minus(Unsent sent) {
        return new Unsent(changes.stream()
                .filter(change -> !sent.changes().contains(change))
                .toList());
    }
}
