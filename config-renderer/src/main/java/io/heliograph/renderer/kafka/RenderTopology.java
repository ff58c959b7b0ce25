package io.heliograph.renderer.kafka;

import io.heliograph.fleet.wire.Topic;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/// The topology: the fleet topic → one processor with its store → the configs topic, and the dead-letter topic.
///
/// The store is in memory and has a changelog: a start restores it from there, always, so that losing the local
/// disk is no special case.
public final class RenderTopology {
    /// A reflector's shape with 10,000 hosts is larger than a topic's usual limit.
    private static final Map<String, String> CHANGELOG =
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(32 << 20));

    private RenderTopology() {}

    /// The topology of one instance.
    ///
    /// @param version of this program, told in each configuration
    /// @param endOffsets the end of a partition of the fleet topic now
    /// @param signals called from the stream's threads; must not block
    public static Topology of(String version, IntToLongFunction endOffsets, Consumer<Signal> signals) {
        var strings = Serdes.String();
        var bytes = Serdes.ByteArray();
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RenderProcessor.STORE), strings, bytes)
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
        return new Topology()
                .addSource("fleet-in", strings.deserializer(), bytes.deserializer(), Topic.FLEET.topicName())
                .addProcessor("render", () -> new RenderProcessor(version, endOffsets, signals), "fleet-in")
                .addStateStore(store, "render")
                .addSink(
                        RenderProcessor.CONFIGS,
                        Topic.CONFIGS.topicName(),
                        strings.serializer(),
                        bytes.serializer(),
                        "render")
                .addSink(
                        RenderProcessor.DEAD_LETTERS,
                        Topic.DEAD_LETTER.topicName(),
                        strings.serializer(),
                        bytes.serializer(),
                        "render");
    }
}
