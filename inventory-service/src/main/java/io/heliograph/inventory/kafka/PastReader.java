package io.heliograph.inventory.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.Offsets;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads topics as they were at a moment: of each key the last record until then. Belongs to no group and leaves no
/// trace. The brokers' clock stamps the records, so that they are in the order of time. One thread, one question.
public final class PastReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ANSWER_MS = 5_000;
    private static final int FETCH_WAIT_MS = 20;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int POLL_RECORDS = 5_000;

    private static final Duration LATELY = Duration.ofHours(1);

    /// What is read of a topic.
    public enum Reach {
        /// From the beginning to the moment.
        UNTIL,
        /// The hour before the moment, of what is told again and again.
        LATELY,
        /// All of it: what came later may prove what was.
        WHOLE
    }

    /// What one of the records holds.
    ///
    /// @param at when the broker had it
    public record Told(Object event, Instant at) {}

    /// A topic at the moment.
    ///
    /// @param last of each key the last record until then
    /// @param later of each key that has none the first one after it
    public record View(List<Told> last, List<Told> later) {}

    /// The question took too long, or the brokers do not answer.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final Instant moment;
    private final Instant deadline;

    private PastReader(KafkaConsumer<String, byte[]> consumer, Instant moment, Instant deadline) {
        this.consumer = consumer;
        this.moment = moment;
        this.deadline = deadline;
    }

    /// One that is closed when the question is answered.
    ///
    /// @param deadline when to give up
    public static PastReader open(String bootstrap, Instant moment, Instant deadline) throws Unreadable {
        var settings = new TreeMap<>(BusSettings.reader(bootstrap));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        // A fetch that waits at the end of one topic holds up the first of the next.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        try {
            return new PastReader(new KafkaConsumer<>(settings), moment, deadline);
        } catch (KafkaException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    /// Reads what a topic said at the moment.
    ///
    /// @param keys which of them count
    public View read(Topic topic, Class<?> type, Reach reach, Predicate<String> keys) throws Unreadable {
        try {
            var partitions = assign(topic);
            var first = consumer.beginningOffsets(partitions);
            var ends = consumer.endOffsets(partitions);
            var from = reach == Reach.LATELY ? Offsets.at(consumer, partitions, moment.minus(LATELY), ends) : first;
            var to = reach == Reach.WHOLE ? ends : Offsets.at(consumer, partitions, moment.plusMillis(1), ends);
            return read(topic, type, keys, from, to);
        } catch (KafkaException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private List<TopicPartition> assign(Topic topic) {
        var partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }

    private View read(
            Topic topic,
            Class<?> type,
            Predicate<String> keys,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to)
            throws Unreadable {
        var last = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        var later = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        from.forEach(consumer::seek);
        while (!isRead(to)) {
            if (Instant.now().isAfter(deadline)) {
                throw new Unreadable("not read up to " + moment + " in time", null);
            }
            for (var record : consumer.poll(POLL)) {
                if (record.key() == null || !keys.test(record.key())) {
                    continue;
                }
                if (record.timestamp() <= moment.toEpochMilli()) {
                    last.put(record.key(), record);
                } else if (!last.containsKey(record.key())) {
                    later.putIfAbsent(record.key(), record);
                }
            }
        }
        return new View(decoded(topic, type, last.values()), decoded(topic, type, later.values()));
    }

    private boolean isRead(Map<TopicPartition, Long> to) {
        return to.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<Told> decoded(Topic topic, Class<?> type, Collection<ConsumerRecord<String, byte[]>> records) {
        var read = new ArrayList<Told>();
        for (var record : records) {
            switch (EventRecords.decode(topic, type, record)) {
                case Decoded.Event<?>(var event) -> read.add(new Told(event, Instant.ofEpochMilli(record.timestamp())));
                case Decoded.Tombstone<?> _, Decoded.Malformed<?> _ -> {}
            }
        }
        return read;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
