package io.heliograph.simulation;

import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Kafka as its readers see it: bytes in the order of each topic, late, and now and then once more.
final class SimulatedLog {
    private static final class Kept {
        final String key;
        final byte[] value;

        Kept(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }
    }

    /// One reader's place in one topic.
    final class Reader {
        private final Topic topic;
        private final Consumer<Object> taker;
        private int next;
        private boolean waiting;

        private Reader(Topic topic, Consumer<Object> taker) {
            this.topic = topic;
            this.taker = taker;
        }

        boolean atEnd() {
            return next >= kept(topic).size();
        }

        void toEnd() {
            next = kept(topic).size();
        }

        void replay() {
            next = 0;
            wake();
        }

        private void wake() {
            if (!waiting && !atEnd()) {
                waiting = true;
                time.after(1 + time.random.nextInt(faulty ? 400 : 5), topic + " delivers", this::deliver);
            }
        }

        private void deliver() {
            waiting = false;
            if (!atEnd()) {
                taker.accept(read(topic, kept(topic).get(next++)));
                if (faulty && time.random.nextInt(20) == 0) {
                    next = Math.max(0, next - 1 - time.random.nextInt(3));
                }
            }
            wake();
        }
    }

    boolean faulty = true;
    /// Is told of each event as it is written.
    Consumer<Object> onWrite = _ -> {};
    private final Timeline time;
    private final Map<Topic, List<Kept>> topics = new EnumMap<>(Topic.class);
    private final List<Reader> readers = new ArrayList<>();

    SimulatedLog(Timeline time) {
        this.time = time;
    }

    private List<Kept> kept(Topic topic) {
        return topics.computeIfAbsent(topic, _ -> new ArrayList<>());
    }

    Reader follow(Topic topic, Consumer<Object> taker) {
        var reader = new Reader(topic, taker);
        readers.add(reader);
        reader.wake();
        return reader;
    }

    void write(Object event) {
        onWrite.accept(event);
        var topic = EventType.of(event).topic();
        kept(topic).add(new Kept(Keys.of(event), EventCodec.encode(event)));
        readers.stream().filter(reader -> reader.topic == topic).forEach(Reader::wake);
    }

    /// The topic is empty from now on.
    void lose(Topic topic) {
        kept(topic).clear();
        readers.stream().filter(reader -> reader.topic == topic).forEach(reader -> reader.next = 0);
    }

    List<Object> all(Topic topic) {
        return kept(topic).stream().map(record -> read(topic, record)).toList();
    }

    private static Object read(Topic topic, Kept record) {
        for (var type : EventType.values()) {
            if (type.topic() == topic) {
                return event(EventCodec.decode(
                        topic, type.payload(), Optional.of(type.typeName()), Optional.of(record.key), record.value));
            }
        }
        throw new AssertionError(topic);
    }

    private static <T> Object event(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Event<T>(T value)) {
            return value;
        }
        throw new AssertionError("the codec does not read what it wrote: " + decoded);
    }
}
