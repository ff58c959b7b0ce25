package io.heliograph.simulation;

import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Kafka as its readers see it: bytes in the order of each partition, late, now and then once more, and for a reader
/// that begins anew without what was compacted away.
final class SimulatedLog {
    private static final int PARTITIONS = 2;
    private static final int BATCH = 40;
    /// What Kafka would not compact yet.
    private static final int ACTIVE = 20;

    /// A record; a tombstone has no value.
    static final class Kept {
        final Topic topic;
        final int partition;
        final long offset;
        final Instant at;
        final String key;
        final byte @Nullable [] value;
        final String writer;

        Kept(Topic topic, int partition, long offset, Instant at, String key, byte @Nullable [] value, String writer) {
            this.topic = topic;
            this.partition = partition;
            this.offset = offset;
            this.at = at;
            this.key = key;
            this.value = value;
            this.writer = writer;
        }

        /// The event, where it can be read.
        Optional<Object> event() {
            var type = Arrays.stream(EventType.values())
                    .filter(each -> each.topic() == topic)
                    .findFirst()
                    .orElseThrow();
            return event(
                    EventCodec.decode(topic, type.payload(), Optional.of(type.typeName()), Optional.of(key), value));
        }

        private static <T> Optional<Object> event(Decoded<T> decoded) {
            return decoded instanceof Decoded.Event<T>(T read) ? Optional.of(read) : Optional.empty();
        }
    }

    private static final class Partition {
        final List<Kept> records = new ArrayList<>();
        final Map<String, Long> newest = new HashMap<>();
    }

    /// One reader's place in one partition.
    final class Reader {
        private final Topic topic;
        private final int number;
        private final Consumer<Kept> taker;
        /// Whether records may come twice.
        private final boolean again;
        private int next;
        private boolean waiting;
        private boolean cut;

        private Reader(Topic topic, int number, boolean again, Consumer<Kept> taker) {
            this.topic = topic;
            this.number = number;
            this.again = again;
            this.taker = taker;
        }

        private Partition partition() {
            return SimulatedLog.this.partition(topic, number);
        }

        boolean atEnd() {
            return next >= partition().records.size();
        }

        void from(int offset) {
            next = Math.max(0, offset);
            wake();
        }

        /// The network to the brokers is gone, or is back.
        void cut(boolean away) {
            cut = away;
            wake();
        }

        private void wake() {
            if (!waiting && !atEnd() && !cut) {
                waiting = true;
                time.after(1 + time.random.nextInt(faulty ? 400 : 5), "", this::deliver);
            }
        }

        private void deliver() {
            waiting = false;
            var partition = partition();
            int batch = faulty ? 1 + time.random.nextInt(BATCH) : BATCH;
            for (int i = 0; i < batch && !atEnd() && !cut; i++) {
                var record = partition.records.get(next++);
                if (!isCompacted(partition, record)) {
                    taker.accept(record);
                }
            }
            if (again && faulty && time.random.nextInt(20) == 0) {
                next = Math.max(0, next - 1 - time.random.nextInt(3));
            }
            wake();
        }

        private boolean isCompacted(Partition partition, Kept record) {
            return topic.kept() == Topic.Kept.COMPACTED
                    && record.offset < partition.records.size() - ACTIVE
                    && partition.newest.getOrDefault(record.key, -1L) != record.offset;
        }
    }

    /// Of all that was ever written, when and where: two runs of one seed have the same.
    long digest;

    boolean faulty = true;
    /// Is told of each event as it is written.
    Consumer<Object> onWrite = _ -> {};
    private final Timeline time;
    private final Map<Topic, List<Partition>> topics = new EnumMap<>(Topic.class);
    private final List<Reader> readers = new ArrayList<>();

    SimulatedLog(Timeline time) {
        this.time = time;
        for (var topic : Topic.values()) {
            var partitions = new ArrayList<Partition>();
            for (int i = 0; i < partitions(topic); i++) {
                partitions.add(new Partition());
            }
            topics.put(topic, partitions);
        }
    }

    /// One cluster lies in one partition of the fleet topic.
    static int partitions(Topic topic) {
        return topic == Topic.FLEET ? 1 : PARTITIONS;
    }

    private Partition partition(Topic topic, int number) {
        return topics.getOrDefault(topic, List.of()).get(number);
    }

    int end(Topic topic, int number) {
        return partition(topic, number).records.size();
    }

    private static int of(Topic topic, String key) {
        return Math.floorMod(key.hashCode(), partitions(topic));
    }

    Reader follow(Topic topic, int number, boolean again, Consumer<Kept> taker) {
        var reader = new Reader(topic, number, again, taker);
        readers.add(reader);
        reader.wake();
        return reader;
    }

    /// Follows the partition of a key.
    Reader follow(Topic topic, String key, Consumer<Kept> taker) {
        return follow(topic, of(topic, key), true, taker);
    }

    void write(Object event, String writer) {
        onWrite.accept(event);
        append(EventType.of(event).topic(), Keys.of(event), EventCodec.encode(event), writer);
    }

    /// Writes what is bytes already.
    void write(Topic topic, String key, byte[] value, String writer) {
        append(topic, key, value, writer).event().ifPresent(onWrite);
    }

    private Kept append(Topic topic, String key, byte @Nullable [] value, String writer) {
        int number = of(topic, key);
        var partition = partition(topic, number);
        long offset = partition.records.size();
        var kept = new Kept(topic, number, offset, time.now, key, value, writer);
        partition.records.add(kept);
        digest = 31 * digest + 17L * key.hashCode() + Arrays.hashCode(value) + time.now.toEpochMilli();
        partition.newest.put(key, offset);
        readers.stream()
                .filter(reader -> reader.topic == topic && reader.number == number)
                .forEach(Reader::wake);
        return kept;
    }

    /// Bytes that nobody can read, or none at all, under a key that is known.
    void poison(Topic topic, boolean tombstone) {
        var partition = partition(topic, time.random.nextInt(partitions(topic)));
        if (!partition.records.isEmpty()) {
            var key = partition.records.get(time.random.nextInt(partition.records.size())).key;
            append(topic, key, tombstone ? null : "{ \"no".getBytes(StandardCharsets.UTF_8), "nobody");
        }
    }

    /// A mirror, or somebody who restores a topic, brings what was written before once more.
    void mirror(Topic topic) {
        var partition = partition(topic, time.random.nextInt(partitions(topic)));
        if (!partition.records.isEmpty()) {
            var old = partition.records.get(time.random.nextInt(partition.records.size()));
            append(topic, old.key, old.value, "mirror");
        }
    }

    /// The topic is empty from now on.
    void lose(Topic topic) {
        topics.getOrDefault(topic, List.of()).forEach(partition -> {
            partition.records.clear();
            partition.newest.clear();
        });
        readers.stream().filter(reader -> reader.topic == topic).forEach(reader -> reader.next = 0);
    }

    List<Kept> all(Topic topic) {
        return topics.getOrDefault(topic, List.of()).stream()
                .flatMap(partition -> partition.records.stream())
                .toList();
    }
}
