package io.heliograph.cli.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.TopicProvisioner;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Asks the brokers; each question is over within seconds.
public final class Bus {
    private static final int LIMIT_MS = 10_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAX_REPLICAS = 3;

    private final String bootstrap;

    public Bus(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// A question to the brokers.
    @FunctionalInterface
    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    /// Returns if a broker answers.
    public void reach() throws BusUnreachable, InterruptedException {
        var _ = ask(admin -> admin.describeCluster().clusterId().get());
    }

    /// Creates the topics that are missing, with three replicas where there are as many brokers; gives the drift.
    public List<Reason> provision() throws BusUnreachable, InterruptedException {
        return ask(admin -> {
            int brokers = admin.describeCluster().nodes().get().size();
            return new TopicProvisioner(admin, (short) Math.clamp(brokers, 1, MAX_REPLICAS)).provision();
        });
    }

    /// What differs from the contract; empty when topics are missing.
    public Optional<List<Reason>> drift() throws BusUnreachable, InterruptedException {
        return ask(admin -> {
            try {
                return Optional.of(new TopicProvisioner(admin, (short) 1).drift());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T ask(Question<T> question) throws BusUnreachable, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS / 2);
        Admin admin = admin(settings);
        try {
            return question.ask(admin);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new BusUnreachable(bootstrap, e);
            }
            throw new IllegalStateException("the brokers refuse: " + e.getCause(), e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private Admin admin(Map<String, Object> settings) throws BusUnreachable {
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw new BusUnreachable(bootstrap, e);
        }
    }

    /// The configuration rendered last for every node of this name; most often one.
    public Map<NodeId, NodeConfig> configs(String node) throws BusUnreachable {
        return configs(key -> key.equals(node) || key.endsWith("/" + node));
    }

    /// The configuration rendered last for every node there is.
    public Map<NodeId, NodeConfig> allConfigs() throws BusUnreachable {
        return configs(_ -> true);
    }

    private Map<NodeId, NodeConfig> configs(Predicate<String> keys) throws BusUnreachable {
        var settings = new TreeMap<>(BusSettings.reader(bootstrap));
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS / 2);
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            var partitions = consumer.partitionsFor(Topic.CONFIGS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return last(consumer, keys, partitions);
        } catch (KafkaException e) {
            throw new BusUnreachable(bootstrap, e);
        }
    }

    private static Map<NodeId, NodeConfig> last(
            KafkaConsumer<String, byte[]> consumer, Predicate<String> keys, Collection<TopicPartition> partitions) {
        var ends = consumer.endOffsets(partitions);
        var found = new TreeMap<NodeId, NodeConfig>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (var record : consumer.poll(POLL)) {
                var key = Optional.ofNullable(record.key()).orElse("");
                if (!keys.test(key)) {
                    continue;
                }
                switch (EventRecords.decode(Topic.CONFIGS, NodeConfig.class, record)) {
                    case Decoded.Event<NodeConfig> event ->
                        found.put(event.value().node(), event.value());
                    case Decoded.Tombstone<NodeConfig> _ ->
                        found.keySet().removeIf(id -> id.toString().equals(key));
                    // What cannot be read configures nobody.
                    case Decoded.Malformed<NodeConfig> _ -> {}
                }
            }
        }
        return found;
    }
}
