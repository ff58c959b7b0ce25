package io.heliograph.inventory.kafka;

import io.heliograph.fleet.wire.Topic;
import java.util.HashMap;
import java.util.Map;

/// Whether every topic was read to the end that it had when reading began: before that the inventory decides
/// nothing, since half a topic is not the fleet. Used by one thread.
public final class CatchUp {
    /// A partition of one of our topics.
    public record Part(Topic topic, int partition) {}

    private final Map<Part, Long> seen = new HashMap<>();
    private final Map<Part, Long> missing = new HashMap<>();
    private boolean known;

    /// Remembers that a record was taken.
    public void saw(Topic topic, int partition, long offset) {
        var part = new Part(topic, partition);
        seen.merge(part, offset, Math::max);
        missing.computeIfPresent(part, (_, last) -> offset >= last ? null : last);
    }

    /// Sets what must be read: the last offset of each partition that holds anything.
    public void expect(Map<Part, Long> lastOffsets) {
        known = true;
        missing.clear();
        lastOffsets.forEach((part, last) -> {
            if (seen.getOrDefault(part, -1L) < last) {
                missing.put(part, last);
            }
        });
    }

    public boolean isDone() {
        return known && missing.isEmpty();
    }

    /// How many partitions are not read to their ends yet; -1 while even the ends are unknown.
    public int partitionsMissing() {
        return known ? missing.size() : -1;
    }
}
