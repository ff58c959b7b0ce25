package io.heliograph.hostagent.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.NewestConfig;
import io.heliograph.bus.kafka.ReadLoop;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Reads this node's configuration off the bus, and a person's releases: the newest record of its key, once the
/// partition was read to the end, and each that follows. Records of other nodes are dropped undecoded.
///
/// In no consumer group, so that nothing about this reader is kept on the bus. A bus that is away, or a topic that
/// is not there yet, is waited for; a tombstone or a record that cannot be read changes nothing.
public final class OwnConfigs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OwnConfigs.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final long CHECK_EACH_NANOS = Duration.ofSeconds(10).toNanos();

    /// Other nodes' configurations may be megabytes and pass through here as well.
    private static final int FETCH_BYTES = 1 << 20;

    private final String bootstrap;
    private final String key;
    private final BiConsumer<NodeConfig, Optional<TraceContext>> wanted;
    private final Consumer<Release> releases;
    private final ReadLoop loop =
            new ReadLoop("own-configs", this::read, why -> LOG.warnf("event=bus-reader-restarts why=\"%s\"", why));
    private volatile boolean reachable;

    /// @param wanted takes each configuration, with the trace of the change that led to it, on this reader's thread
    /// @param releases takes each release, on the same thread
    public OwnConfigs(
            String bootstrap,
            NodeId node,
            BiConsumer<NodeConfig, Optional<TraceContext>> wanted,
            Consumer<Release> releases) {
        this.bootstrap = bootstrap;
        this.key = node.toString();
        this.wanted = wanted;
        this.releases = releases;
    }

    public void start() {
        loop.thread().start();
    }

    /// Whether a broker answered lately.
    public boolean isReachable() {
        return reachable;
    }

    /// Whether the reader turns: false only when it was closed or died.
    public boolean isAlive() {
        return loop.thread().isAlive();
    }

    private void read() {
        try (var consumer = new KafkaConsumer<String, byte[]>(settings())) {
            loop.well();
            read(consumer);
        } finally {
            reachable = false;
        }
    }

    private Map<String, Object> settings() {
        var settings = new TreeMap<>(BusSettings.reader(bootstrap));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        Set<TopicPartition> assigned = Set.of();
        var newest = new HashMap<TopicPartition, ConsumerRecord<String, byte[]>>();
        long check = System.nanoTime();
        while (loop.isOn()) {
            if (System.nanoTime() - check >= 0) {
                assigned = checked(consumer, assigned);
                check = System.nanoTime() + (assigned.isEmpty() ? ReadLoop.RETRY.toNanos() : CHECK_EACH_NANOS);
            }
            if (assigned.isEmpty()) {
                loop.pause();
                continue;
            }
            for (var record : consumer.poll(POLL)) {
                if (key.equals(record.key())) {
                    newest.merge(new TopicPartition(record.topic(), record.partition()), record, NewestConfig::of);
                }
            }
            // A partition that was not read to its end may hold a newer one.
            for (var entry : List.copyOf(newest.entrySet())) {
                if (consumer.currentLag(entry.getKey()).orElse(1) == 0) {
                    take(entry.getValue());
                    newest.remove(entry.getKey());
                }
            }
        }
    }

    /// Asks the broker for the partitions, and assigns those that are new; what was read is not read again.
    private Set<TopicPartition> checked(KafkaConsumer<String, byte[]> consumer, Set<TopicPartition> assigned) {
        try {
            var found = new HashSet<TopicPartition>();
            // A bus that is older than the releases has no topic for them yet: the configurations do not wait for it.
            for (var topic : List.of(Topic.CONFIGS, Topic.RELEASES)) {
                for (var info : consumer.partitionsFor(topic.topicName(), ASK)) {
                    found.add(new TopicPartition(info.topic(), info.partition()));
                }
            }
            if (!found.isEmpty() && !found.equals(assigned)) {
                consumer.assign(found);
            }
            if (!found.isEmpty()) {
                consumer.endOffsets(found, ASK);
            }
            if (!reachable) {
                LOG.infof("event=bus-reachable bootstrap=%s partitions=%d", bootstrap, found.size());
            }
            reachable = true;
            return found.isEmpty() ? assigned : Set.copyOf(found);
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            if (reachable) {
                LOG.warnf("event=bus-unreachable bootstrap=%s why=\"%s\"", bootstrap, e.getMessage());
            }
            reachable = false;
            return assigned;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.RELEASES.topicName())) {
            switch (EventRecords.decode(Topic.RELEASES, Release.class, record)) {
                case Decoded.Event<Release>(var release) -> releases.accept(release);
                case Decoded.Tombstone<Release> _ -> LOG.infof("event=release-tombstone key=%s effect=none", key);
                case Decoded.Malformed<Release>(var reason) ->
                    LOG.errorf("event=release-unreadable key=%s offset=%d reason=\"%s\"", key, record.offset(), reason);
            }
            return;
        }
        switch (EventRecords.decode(Topic.CONFIGS, NodeConfig.class, record)) {
            case Decoded.Event<NodeConfig>(var config) -> wanted.accept(config, EventRecords.trace(record.headers()));
            case Decoded.Tombstone<NodeConfig> _ -> LOG.infof("event=config-tombstone key=%s effect=none", key);
            case Decoded.Malformed<NodeConfig>(var reason) ->
                LOG.errorf("event=config-unreadable key=%s offset=%d reason=\"%s\"", key, record.offset(), reason);
        }
    }

    @Override
    public void close() {
        loop.end();
        loop.thread().interrupt();
    }
}
