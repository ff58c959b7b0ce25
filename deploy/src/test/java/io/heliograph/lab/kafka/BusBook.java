package io.heliograph.lab.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/// What the services wrote on their way to nodes, each record with the broker's time; and a pen for records that no
/// service would write. Reads when it is asked, to the end of the topics.
public final class BusBook implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Map<Topic, Class<?>> READ = new EnumMap<>(Map.of(
            Topic.FLEET, FleetEntry.class,
            Topic.CONFIGS, NodeConfig.class,
            Topic.APPLIES, ApplyResult.class,
            Topic.ROLLOUTS, Rollout.class,
            Topic.RELEASES, Release.class));

    /// A record and when the broker took it.
    public record Told<T>(Instant at, T event) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final List<TopicPartition> partitions;
    private final int fleetPartitions;
    private final List<Told<Object>> told = new ArrayList<>();

    public BusBook(String bootstrap) {
        consumer = new KafkaConsumer<>(BusSettings.reader(bootstrap));
        producer = new KafkaProducer<>(BusSettings.producer(bootstrap));
        partitions = READ.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        fleetPartitions = (int) partitions.stream()
                .filter(partition -> partition.topic().equals(Topic.FLEET.topicName()))
                .count();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// All events of this kind about one node or entry, oldest first.
    public <T> List<Told<T>> all(Class<T> kind, String key) {
        read();
        return told.stream()
                .filter(it -> kind.isInstance(it.event()) && Keys.of(it.event()).equals(key))
                .map(it -> new Told<>(it.at(), kind.cast(it.event())))
                .toList();
    }

    public <T> List<Told<T>> all(Class<T> kind, NodeId node) {
        return all(kind, node.toString());
    }

    public <T> Optional<Told<T>> last(Class<T> kind, NodeId node) {
        return all(kind, node).stream().reduce((_, later) -> later);
    }

    private void read() {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var topic = Topic.named(record.topic()).orElseThrow();
        if (EventRecords.decode(topic, READ.getOrDefault(topic, Object.class), record)
                instanceof Decoded.Event<?>(var event)) {
            told.add(new Told<>(Instant.ofEpochMilli(record.timestamp()), event));
        }
    }

    /// Writes an event as if a service had.
    public void plant(Object event) {
        try {
            producer.send(EventRecords.of(event, "/planted", Instant.now(), fleetPartitions))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
