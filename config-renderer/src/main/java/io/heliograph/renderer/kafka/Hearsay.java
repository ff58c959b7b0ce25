package io.heliograph.renderer.kafka;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.renderer.rollout.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// What people and agents said last, read from the global stores, in which it lies as it came. What cannot be read
/// counts as not said: it never lets anything go.
///
/// Each record is decoded once and known again by its bytes' identity. Not safe for more than one thread.
final class Hearsay {
    static final List<Topic> HEARD = List.of(Topic.RELEASES, Topic.APPLIES, Topic.SESSIONS);

    private static final class Heard {
        final byte[] bytes;
        final Optional<?> event;

        Heard(byte[] bytes, Optional<?> event) {
            this.bytes = bytes;
            this.event = event;
        }
    }

    private final Map<Topic, ReadOnlyKeyValueStore<String, byte[]>> stores;
    private final Map<String, Heard> heard = new HashMap<>();

    private Hearsay(Map<Topic, ReadOnlyKeyValueStore<String, byte[]>> stores) {
        this.stores = stores;
    }

    /// What the global stores of a task hold; nothing of those that there are not.
    static Hearsay in(ProcessorContext<String, byte[]> streams) {
        var stores = new EnumMap<Topic, ReadOnlyKeyValueStore<String, byte[]>>(Topic.class);
        for (var topic : HEARD) {
            ReadOnlyKeyValueStore<String, byte[]> store = streams.getStateStore(store(topic));
            if (store != null) {
                stores.put(topic, store);
            }
        }
        return new Hearsay(stores);
    }

    static String store(Topic topic) {
        return "heard-" + topic.topicName();
    }

    Evidence evidence() {
        return new Evidence(
                node -> one(Topic.RELEASES, Release.class, node.toString()),
                node -> one(Topic.APPLIES, ApplyResult.class, node.toString()),
                this::sessions);
    }

    private List<SessionHealth> sessions(NodeId reflector) {
        var found = new ArrayList<SessionHealth>();
        var store = stores.get(Topic.SESSIONS);
        if (store != null) {
            try (var all = store.prefixScan(reflector.name() + "/", new StringSerializer())) {
                all.forEachRemaining(it -> read(Topic.SESSIONS, SessionHealth.class, it.key, it.value)
                        .ifPresent(found::add));
            }
        }
        return found;
    }

    private <T> Optional<T> one(Topic topic, Class<T> type, String key) {
        return Optional.ofNullable(stores.get(topic))
                .flatMap(store -> Optional.ofNullable(store.get(key)))
                .flatMap(bytes -> read(topic, type, key, bytes));
    }

    @SuppressWarnings("ReferenceEquality")
    private <T> Optional<T> read(Topic topic, Class<T> type, String key, byte[] bytes) {
        var known = heard.compute(
                topic.topicName() + " " + key,
                (_, was) ->
                        was != null && was.bytes == bytes ? was : new Heard(bytes, decode(topic, type, key, bytes)));
        return known.event.map(type::cast);
    }

    private static <T> Optional<T> decode(Topic topic, Class<T> type, String key, byte[] bytes) {
        return switch (EventCodec.decode(topic, type, Optional.empty(), Optional.of(key), bytes)) {
            case Decoded.Event<T>(T event) -> Optional.of(event);
            case Decoded.Tombstone<T> _, Decoded.Malformed<T> _ -> Optional.empty();
        };
    }
}
