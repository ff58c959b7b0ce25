package io.heliograph.renderer.kafka;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.renderer.rollout.Echo;
import io.heliograph.renderer.rollout.Echo.Given;
import io.heliograph.renderer.rollout.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// What people and agents said last, and the renderer itself, read from the global stores, in which it lies as it came.
/// What cannot be read counts as not said: it never lets anything go.
///
/// Each record is decoded once and known again by its bytes' identity. Not safe for more than one thread.
final class Hearsay {
    static final List<Topic> HEARD =
            List.of(Topic.RELEASES, Topic.APPLIES, Topic.SESSIONS, Topic.CONFIGS, Topic.ROLLOUTS);

    /// What is read of a configuration in the store: the text is large, and seldom asked for.
    record Numbered(Revision revision, Optional<Long> generation) {}

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

    /// What the bus says of the renderer's own words; empty where they are not read.
    Optional<Echo> echo() {
        return stores.containsKey(Topic.CONFIGS) && stores.containsKey(Topic.ROLLOUTS)
                ? Optional.of(new Echo(this::given, this::rollouts))
                : Optional.empty();
    }

    private Optional<Given> given(NodeId node) {
        var key = node.toString();
        return stored(Topic.CONFIGS, key)
                .flatMap(bytes -> known(Topic.CONFIGS, key, bytes, () -> given(key, bytes)))
                .map(Given.class::cast);
    }

    private static Optional<Given> given(String key, byte[] bytes) {
        try {
            var numbered = FleetJson.mapper().readValue(bytes, Numbered.class);
            return Optional.of(new Given(
                    numbered.revision(),
                    numbered.generation().orElse(0L),
                    () -> decode(Topic.CONFIGS, NodeConfig.class, key, bytes)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<NodeId, Optional<Rollout>> rollouts() {
        var found = new HashMap<NodeId, Optional<Rollout>>();
        try (var all = Objects.requireNonNull(stores.get(Topic.ROLLOUTS)).all()) {
            all.forEachRemaining(it -> node(it.key)
                    .ifPresent(node -> found.put(node, read(Topic.ROLLOUTS, Rollout.class, it.key, it.value))));
        }
        return found;
    }

    private static Optional<NodeId> node(String key) {
        try {
            return Optional.of(NodeId.parse(key));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
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
        return stored(topic, key).flatMap(bytes -> read(topic, type, key, bytes));
    }

    private Optional<byte[]> stored(Topic topic, String key) {
        return Optional.ofNullable(stores.get(topic)).flatMap(store -> Optional.ofNullable(store.get(key)));
    }

    private <T> Optional<T> read(Topic topic, Class<T> type, String key, byte[] bytes) {
        return known(topic, key, bytes, () -> decode(topic, type, key, bytes)).map(type::cast);
    }

    @SuppressWarnings("ReferenceEquality")
    private Optional<?> known(Topic topic, String key, byte[] bytes, Supplier<Optional<?>> decoded) {
        return heard.compute(
                        topic.topicName() + " " + key,
                        (_, was) -> was != null && was.bytes == bytes ? was : new Heard(bytes, decoded.get()))
                .event;
    }

    private static <T> Optional<T> decode(Topic topic, Class<T> type, String key, byte[] bytes) {
        return switch (EventCodec.decode(topic, type, Optional.empty(), Optional.of(key), bytes)) {
            case Decoded.Event<T>(T event) -> Optional.of(event);
            case Decoded.Tombstone<T> _, Decoded.Malformed<T> _ -> Optional.empty();
        };
    }
}
