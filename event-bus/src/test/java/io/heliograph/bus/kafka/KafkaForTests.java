package io.heliograph.bus.kafka;

import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Topic;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.api.TerminationStyle;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A real Kafka in the JVM of the test, up in a few seconds, on a port of its own. Topics are not created by
/// themselves, as on a real bus.
///
/// [#shared] is one broker for all tests of a JVM, with the topics provisioned; [#own] is a test's own, which it
/// may stop and start: port and data stay the same.
///
/// A module that uses it has `testing-junit5-extension` and `kafka_2.13` among its test dependencies.
public final class KafkaForTests implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private static @Nullable KafkaForTests shared;

    private final KafkaCluster cluster;
    private final KafkaProducer<String, byte[]> producer;

    private KafkaForTests() {
        cluster = KafkaClusterFactory.create(KafkaClusterConfig.builder()
                .brokersNum(1)
                .kraftMode(true)
                .brokerConfig("auto.create.topics.enable", "false")
                .build());
        cluster.start();
        producer = new KafkaProducer<>(BusSettings.producer(cluster.getBootstrapServers()));
    }

    /// The broker that all tests of this JVM share, with every topic of the bus; it ends with the JVM.
    public static synchronized KafkaForTests shared() throws ExecutionException, InterruptedException {
        var running = shared;
        if (running == null) {
            running = own();
            running.provision();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop-kafka"));
            shared = running;
        }
        return running;
    }

    /// A broker without topics, that the caller closes.
    public static KafkaForTests own() {
        return new KafkaForTests();
    }

    /// What `KAFKA_BOOTSTRAP_SERVERS` would say.
    public String bootstrap() {
        return cluster.getBootstrapServers();
    }

    /// Creates every topic of the bus.
    public void provision() throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            new TopicProvisioner(admin, (short) 1).provision();
        }
    }

    /// An admin client with short timeouts: closing one waits for its calls, a minute by default.
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
    }

    /// Ends the broker in an orderly way; its data stay.
    public void stop() {
        cluster.stopNodes(_ -> true, TerminationStyle.GRACEFUL);
    }

    /// Starts the broker again after [#stop], on the same port and data.
    public void start() {
        cluster.startNodes(_ -> true);
    }

    /// Writes an event as a service would; returns once the broker has it.
    public RecordMetadata send(Object event, String source) throws ExecutionException, InterruptedException {
        var topic = EventType.of(event).topic().topicName();
        int partitions = producer.partitionsFor(topic).size();
        return producer.send(EventRecords.of(event, source, Instant.now(), partitions))
                .get();
    }

    /// Writes many events, in order; returns once the broker has them all.
    public void sendAll(List<?> events, String source) throws ExecutionException, InterruptedException {
        var written = new ArrayList<Future<RecordMetadata>>();
        for (var event : events) {
            int partitions = producer.partitionsFor(EventType.of(event).topic().topicName())
                    .size();
            written.add(producer.send(EventRecords.of(event, source, Instant.now(), partitions)));
        }
        for (var record : written) {
            record.get();
        }
    }

    /// Writes any bytes, or a tombstone, without CloudEvents headers: what a broken or hostile producer would send.
    public RecordMetadata sendRaw(Topic topic, @Nullable String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(topic.topicName(), key, value))
                .get();
    }

    /// Everything the topic holds now, in the order of each partition.
    public List<ConsumerRecord<String, byte[]>> readAll(Topic topic) {
        try (var consumer = new KafkaConsumer<String, byte[]>(BusSettings.reader(bootstrap()))) {
            var partitions = partitionsOf(consumer, topic);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL).forEach(found::add);
            }
            return found;
        }
    }

    /// The first record, from the topic's beginning, that `wanted` accepts; throws `AssertionError`, with what was
    /// there instead, when none has come within `patience`.
    public ConsumerRecord<String, byte[]> await(
            Topic topic, Duration patience, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        var seen = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<String, byte[]>(BusSettings.reader(bootstrap()))) {
            partitionsOf(consumer, topic);
            var deadline = Instant.now().plus(patience);
            while (Instant.now().isBefore(deadline)) {
                for (var record : consumer.poll(POLL)) {
                    if (wanted.test(record)) {
                        return record;
                    }
                    seen.add(record.partition() + ":" + record.offset() + " " + record.key());
                }
            }
        }
        throw new AssertionError("no such record on " + topic.topicName() + " within " + patience + "; seen: " + seen);
    }

    /// As [#await], for the first event that can be read and that `wanted` accepts.
    public <T> T awaitEvent(Topic topic, Class<T> type, Duration patience, Predicate<T> wanted) {
        var record = await(
                topic,
                patience,
                candidate -> eventIn(topic, type, candidate).filter(wanted).isPresent());
        return eventIn(topic, type, record).orElseThrow();
    }

    private static <T> Optional<T> eventIn(Topic topic, Class<T> type, ConsumerRecord<String, byte[]> record) {
        return switch (EventRecords.decode(topic, type, record)) {
            case Decoded.Event<T>(T value) -> Optional.of(value);
            case Decoded.Tombstone<T> _, Decoded.Malformed<T> _ -> Optional.empty();
        };
    }

    private static List<TopicPartition> partitionsOf(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        var partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not stop", e);
        }
    }
}
