package io.heliograph.lab.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Disturbs the bus of a lab.
public final class BusMischief {
    /// The header of every record that chaos wrote, which the checker must not take for a service's.
    static final String MARK = "chaos";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PAST = 40;

    /// What is not written again by whoever owns it would be lost for good.
    private static final List<String> SELF_HEALING =
            List.of("heliograph.host-reports", "heliograph.applies", "heliograph.sessions");

    private static final List<String> COMPACTED = List.of(
            "heliograph.host-reports",
            "heliograph.fleet",
            "heliograph.configs",
            "heliograph.applies",
            "heliograph.sessions",
            "heliograph.routes");

    private static final String TOMBSTONE = "chaos-tombstone";
    private static final String FILLER = "chaos-filler";

    private static final List<String> POISONS = List.of("", "no JSON", "{\"host\": 7}", "[]", "{\"epoch\": -1}");

    /// Segments roll each 100 ms, everything is dirty at once, and tombstones go with the next cleaning.
    private static final Map<String, String> AT_ONCE = Map.of(
            "segment.ms", "100",
            "min.cleanable.dirty.ratio", "0.0001",
            "min.compaction.lag.ms", "0",
            "max.compaction.lag.ms", "1",
            "delete.retention.ms", "0");

    private final String bootstrap;
    private final Map<ConfigResource, Collection<AlterConfigOp>> before = new LinkedHashMap<>();

    public BusMischief(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// Records that are no events, on every topic; on those that heal, under real keys, and a tombstone as well.
    public void poison() {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var topic : COMPACTED) {
            for (var poison : POISONS) {
                records.add(record(topic, null, "poison", poison.getBytes(StandardCharsets.UTF_8), List.of()));
            }
        }
        for (var topic : SELF_HEALING) {
            for (var last : latest(topic).values()) {
                var poison = POISONS.get(records.size() % POISONS.size()).getBytes(StandardCharsets.UTF_8);
                records.add(record(topic, last.partition(), last.key(), poison, last.headers()));
                records.add(record(topic, last.partition(), last.key(), null, last.headers()));
            }
        }
        send(records);
    }

    /// The last record of every key once more.
    public void duplicate() {
        for (var topic : COMPACTED) {
            send(latest(topic).values().stream().map(BusMischief::again).toList());
        }
    }

    /// An older record of each key once more, after the one that replaced it. For topics whose owner notices: the
    /// fleet's and the configurations'.
    ///
    /// @return how many there were
    public int stale(String topic) {
        var older = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        var newest = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        for (var record : read(topic)) {
            var before = newest.put(record.key(), record);
            if (before != null && !Arrays.equals(before.value(), record.value())) {
                older.put(record.key(), before);
            }
        }
        older.values().removeIf(record -> record.value() == null);
        send(older.values().stream().map(BusMischief::again).toList());
        return older.size();
    }

    /// The last records once more, the youngest first.
    public void reorder() {
        for (var topic : SELF_HEALING) {
            var all = read(topic);
            var past = all.subList(Math.max(0, all.size() - PAST), all.size());
            send(past.reversed().stream().map(BusMischief::again).toList());
        }
    }

    private static ProducerRecord<String, byte[]> again(ConsumerRecord<String, byte[]> record) {
        return record(record.topic(), record.partition(), record.key(), record.value(), record.headers());
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, @Nullable Integer partition, String key, byte @Nullable [] value, Iterable<Header> headers) {
        var marked = new ArrayList<Header>();
        headers.forEach(marked::add);
        marked.add(new RecordHeader(MARK, new byte[0]));
        return new ProducerRecord<>(topic, partition, key, value, marked);
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<String, byte[]>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                ByteArraySerializer.class,
                "acks",
                "all"))) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Map<String, ConsumerRecord<String, byte[]>> latest(String topic) {
        var latest = new LinkedHashMap<String, ConsumerRecord<String, byte[]>>();
        read(topic).forEach(record -> latest.put(record.key(), record));
        latest.values().removeIf(record -> record.value() == null);
        return latest;
    }

    /// What the services wrote.
    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "enable.auto.commit",
                false))) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var record : consumer.poll(POLL)) {
                    if (record.headers().lastHeader(MARK) == null) {
                        records.add(record);
                    }
                }
            }
        }
        return records;
    }

    /// Compacts without mercy, until [#compactAsBefore()].
    public void compactAtOnce() {
        asked(admin -> {
            var topics = COMPACTED.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
            var described = admin.describeConfigs(topics).all().get();
            var now = new LinkedHashMap<ConfigResource, Collection<AlterConfigOp>>();
            described.forEach((topic, config) -> {
                before.put(
                        topic,
                        AT_ONCE.keySet().stream()
                                .map(name -> restored(config.get(name)))
                                .toList());
                now.put(topic, AT_ONCE.entrySet().stream().map(BusMischief::set).toList());
            });
            admin.incrementalAlterConfigs(now).all().get();
        });
    }

    public void compactAsBefore() {
        asked(admin -> admin.incrementalAlterConfigs(before).all().get());
    }

    /// A tombstone on each topic, which must be forgotten.
    public void bury() {
        send(COMPACTED.stream()
                .map(topic -> record(topic, 0, TOMBSTONE, null, List.of()))
                .toList());
    }

    /// A segment is compacted once another has begun, so topics that nobody writes need a record from time to time.
    public void roll() {
        send(COMPACTED.stream()
                .map(topic -> record(topic, 0, FILLER, null, List.of()))
                .toList());
    }

    /// The topics whose files still have the tombstone of [#bury()].
    ///
    /// @param holds whether a partition's files have a record of a key
    public List<String> buried(BiPredicate<String, String> holds) {
        return COMPACTED.stream()
                .filter(topic -> holds.test(topic + "-0", TOMBSTONE))
                .toList();
    }

    private static AlterConfigOp set(Map.Entry<String, String> setting) {
        return new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET);
    }

    private static AlterConfigOp restored(ConfigEntry entry) {
        boolean ours = entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
        return new AlterConfigOp(
                new ConfigEntry(entry.name(), entry.value()),
                ours ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
    }

    /// Deletes every consumer group, with how far it has read. Nobody of them may be alive.
    public void forgetGroups() {
        asked(admin -> {
            for (var group : admin.listGroups().all().get()) {
                evict(admin, group.groupId());
            }
        });
    }

    private static void evict(Admin admin, String group) throws ExecutionException, InterruptedException {
        try {
            admin.removeMembersFromConsumerGroup(
                            group, new org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException _) {
            // It has no member.
        }
        admin.deleteConsumerGroups(List.of(group)).all().get();
    }

    /// Something that the brokers are asked to do.
    @FunctionalInterface
    private interface Request {
        void make(Admin admin) throws ExecutionException, InterruptedException;
    }

    private void asked(Request request) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            request.make(admin);
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException refused(ExecutionException e) {
        return new IllegalStateException("the broker refuses: " + e.getCause(), e);
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
