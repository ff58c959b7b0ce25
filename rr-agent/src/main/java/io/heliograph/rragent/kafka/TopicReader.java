package io.heliograph.rragent.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.Connections;
import io.heliograph.bus.kafka.NewestConfig;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads a topic from its beginning, all partitions, in no group, and another beside it. Used by one thread.
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int CALL_TIMEOUT_MS = 5_000;
    private static final int RETRY_MS = 1_000;
    private static final int METADATA_MS = 10_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<TopicPartition> partitions = new HashSet<>();

    private TopicReader(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /// Empty while the topic does not exist. Throws Kafka's exceptions while no broker answers.
    static Optional<TopicReader> open(String bootstrap, Topic topic) {
        var consumer = new KafkaConsumer<String, byte[]>(settings(bootstrap));
        try {
            var reader = new TopicReader(consumer);
            if (reader.add(topic)) {
                return Optional.of(reader);
            }
            consumer.close();
            return Optional.empty();
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /// Reads another topic as well, from its beginning; false while it does not exist.
    boolean add(Topic topic) {
        var found = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (found.isEmpty()) {
            return false;
        }
        partitions.addAll(found);
        consumer.assign(partitions);
        consumer.seekToBeginning(found);
        return true;
    }

    /// Leaves out what the broker stored before `since`, of every topic that is read.
    void skipTo(Instant since) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }

    private static Map<String, Object> settings(String bootstrap) {
        var settings = new TreeMap<>(BusSettings.reader(bootstrap));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RETRY_MS);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_MS);
        return settings;
    }

    /// The newest record of each topic and key that `wanted` accepts, once all was read to the end that it has now.
    Collection<ConsumerRecord<String, byte[]>> newestToTheEnd(Predicate<String> wanted) {
        var newest = new TreeMap<String, ConsumerRecord<String, byte[]>>();
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (record.key() != null && wanted.test(record.key())) {
                    newest.merge(record.topic() + " " + record.key(), record, NewestConfig::of);
                }
            }
        }
        return newest.values();
    }

    ConsumerRecords<String, byte[]> next() {
        return consumer.poll(POLL);
    }

    /// Whether a broker is connected now.
    boolean isConnected() {
        return Connections.any(consumer.metrics());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
