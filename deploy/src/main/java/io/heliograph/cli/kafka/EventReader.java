package io.heliograph.cli.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.Offsets;
import io.heliograph.cli.event.BusEvent;
import io.heliograph.cli.event.EventKind;
import io.heliograph.cli.event.ResumeToken;
import io.heliograph.cli.event.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/// Reads topics from a place of one's choice, belongs to no group and leaves no trace. One thread.
public final class EventReader implements AutoCloseable {
    private static final int LIMIT_MS = 10_000;
    private static final int MAX_BACKOFF_MS = 1_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private ResumeToken read = ResumeToken.NOTHING_READ;

    private EventReader(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.ends = consumer.endOffsets(partitions);
    }

    /// Finds the place to begin at.
    ///
    /// @param notes takes a line where something that was asked for is no longer kept
    /// @throws TopicMissing when a topic is not there
    public static EventReader open(String bootstrap, Set<EventKind> kinds, Start start, Consumer<String> notes)
            throws BusUnreachable, TopicMissing {
        var settings = new TreeMap<>(BusSettings.reader(bootstrap));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS / 2);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, MAX_BACKOFF_MS);
        var consumer = consumer(bootstrap, settings);
        try {
            var partitions = new ArrayList<TopicPartition>();
            for (var kind : kinds) {
                partitions.addAll(partitions(consumer, kind));
            }
            consumer.assign(partitions);
            var reader = new EventReader(consumer, List.copyOf(partitions));
            reader.begin(start, notes);
            return reader;
        } catch (KafkaException e) {
            close(consumer);
            throw new BusUnreachable(bootstrap, e);
        } catch (TopicMissing e) {
            close(consumer);
            throw e;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrap, Map<String, Object> settings)
            throws BusUnreachable {
        try {
            return new KafkaConsumer<>(settings);
        } catch (KafkaException e) {
            throw new BusUnreachable(bootstrap, e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, EventKind kind)
            throws TopicMissing {
        var found = consumer.partitionsFor(kind.topic().topicName());
        if (found == null || found.isEmpty()) {
            throw new TopicMissing(kind.topic().topicName());
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void begin(Start start, Consumer<String> notes) {
        var first = consumer.beginningOffsets(partitions);
        var places = new HashMap<TopicPartition, Long>();
        switch (start) {
            case Start.Beginning _ -> places.putAll(first);
            case Start.End _ -> places.putAll(ends);
            case Start.Newest(int records) ->
                ends.forEach((partition, end) -> places.put(partition, Math.max(of(first, partition), end - records)));
            case Start.At(Instant time) -> places.putAll(Offsets.at(consumer, partitions, time, ends));
            case Start.After(ResumeToken token) ->
                partitions.forEach(
                        partition -> places.put(partition, kept(partition, token, of(first, partition), notes)));
        }
        places.forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            read = read.with(kind(partition.topic()), partition.partition(), offset);
        });
    }

    private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /// What was not read yet may be no longer there, and that is said.
    private long kept(TopicPartition partition, ResumeToken token, long first, Consumer<String> notes) {
        long next = token.next(kind(partition.topic()), partition.partition());
        if (next > of(ends, partition)) {
            notes.accept(partition + " was made anew since: read from its beginning");
            return first;
        }
        if (next < first && next > 0) {
            notes.accept(partition + " no longer keeps " + (first - next) + " of the records that were not read");
        }
        return Math.max(next, first);
    }

    /// What came, in the order of the brokers' time as far as it is known; each partition in its own order.
    public List<BusEvent> poll(Duration wait) throws InterruptedException {
        try {
            var records = consumer.poll(wait);
            var heads = new PriorityQueue<Queue<ConsumerRecord<String, byte[]>>>(
                    Comparator.comparingLong(queue -> queue.element().timestamp()));
            records.partitions().forEach(partition -> heads.add(new ArrayDeque<>(records.records(partition))));
            var events = new ArrayList<BusEvent>(records.count());
            while (!heads.isEmpty()) {
                var queue = heads.remove();
                events.add(event(queue.remove()));
                if (!queue.isEmpty()) {
                    heads.add(queue);
                }
            }
            return events;
        } catch (InterruptException e) {
            // Kafka has set the mark again; who catches ours expects it cleared.
            Thread.interrupted();
            var interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static BusEvent event(ConsumerRecord<String, byte[]> record) {
        var kind = kind(record.topic());
        return new BusEvent(
                kind,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Optional.ofNullable(record.key()).orElse(""),
                EventRecords.decode(kind.topic(), kind.type().payload(), record));
    }

    private static EventKind kind(String topicName) {
        return Arrays.stream(EventKind.values())
                .filter(kind -> kind.topic().topicName().equals(topicName))
                .findFirst()
                .orElseThrow();
    }

    /// Where reading began.
    public ResumeToken begin() {
        return read;
    }

    /// Whether everything was read that was there when reading began.
    public boolean isCaughtUp() {
        return partitions.stream().allMatch(partition -> consumer.position(partition) >= of(ends, partition));
    }

    /// Whether a broker is connected.
    public boolean isConnected() {
        return consumer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-count"))
                .anyMatch(entry -> entry.getValue().metricValue() instanceof Number count && count.doubleValue() > 0);
    }

    private static void close(KafkaConsumer<String, byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Override
    public void close() {
        close(consumer);
    }
}
