package io.heliograph.bus.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/// Places on topics by the brokers' clock.
public final class Offsets {
    private Offsets() {}

    /// Where the records begin that were stored at `time` or later; at the end where there are none.
    ///
    /// @param ends where each partition ends
    public static Map<TopicPartition, Long> at(
            Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions,
            Instant time,
            Map<TopicPartition, Long> ends) {
        var wanted = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> wanted.put(partition, Math.max(0, time.toEpochMilli())));
        var found = consumer.offsetsForTimes(wanted);
        var offsets = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> offsets.put(
                partition,
                Optional.ofNullable(found.get(partition))
                        .map(OffsetAndTimestamp::offset)
                        .orElse(ends.getOrDefault(partition, 0L))));
        return offsets;
    }
}
