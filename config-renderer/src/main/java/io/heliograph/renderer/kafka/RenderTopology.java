package io.heliograph.renderer.kafka;

import io.heliograph.fleet.wire.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The topology: the fleet topic → one processor with its store → the configs, rollouts and dead-letter topics.
///
/// The store is in memory and has a changelog: a start restores it from there, always, so that losing the local
/// disk is no special case.
///
/// Releases, applies and sessions, and the renderer's own configs and rollouts, are keyed by node and lie in other
/// partitions than the node's cluster, so every instance reads them whole, into global stores, before its tasks begin.
public final class RenderTopology {
    /// A reflector's shape with 10,000 hosts is larger than a topic's usual limit.
    private static final Map<String, String> CHANGELOG =
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(32 << 20));

    private RenderTopology() {}

    /// The topology of one instance.
    ///
    /// @param rules of this program, how much may go at once
    /// @param endOffsets the end of a partition of the fleet topic now
    /// @param signals called from the stream's threads; must not block
    public static Topology of(RenderRules rules, IntToLongFunction endOffsets, Consumer<Signal> signals) {
        var strings = Serdes.String();
        var bytes = Serdes.ByteArray();
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RenderProcessor.STORE), strings, bytes)
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
        var topology = new Topology()
                .addSource("fleet-in", strings.deserializer(), bytes.deserializer(), Topic.FLEET.topicName())
                .addProcessor("render", () -> new RenderProcessor(rules, endOffsets, signals), "fleet-in")
                .addStateStore(store, "render");
        sink(topology, RenderProcessor.CONFIGS, Topic.CONFIGS);
        sink(topology, RenderProcessor.ROLLOUTS, Topic.ROLLOUTS);
        sink(topology, RenderProcessor.DEAD_LETTERS, Topic.DEAD_LETTER);
        Hearsay.HEARD.forEach(topic -> hear(topology, topic));
        return topology;
    }

    private static void sink(Topology topology, String name, Topic topic) {
        topology.addSink(
                name,
                topic.topicName(),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer(),
                "render");
    }

    private static void hear(Topology topology, Topic topic) {
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Hearsay.store(topic)), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
        topology.addGlobalStore(
                store,
                topic.topicName() + "-in",
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer(),
                topic.topicName(),
                "hear-" + topic.topicName(),
                () -> new Listener(Hearsay.store(topic)));
    }

    /// Keeps the last record of each key as it came; a tombstone takes it away.
    private static final class Listener implements Processor<String, byte[], Void, Void> {
        private final String name;
        private @Nullable KeyValueStore<String, byte[]> store;

        Listener(String name) {
            this.name = name;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(name);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (record.key() != null) {
                Objects.requireNonNull(store).put(record.key(), record.value());
            }
        }
    }
}
