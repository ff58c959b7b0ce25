package io.heliograph.renderer.kafka;

import io.heliograph.fleet.wire.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The renderer's task as it is, on stores that outlive it, without a broker: what the topology gives to its one
/// processor is given by hand.
public final class RendererTask {
    private final RenderRules rules;
    private final Map<Topic, KeyValueStore<String, byte[]>> heard = new EnumMap<>(Topic.class);
    private KeyValueStore<String, byte[]> store = store(RenderProcessor.STORE);
    private MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private @Nullable RenderProcessor processor;

    /// A record for a topic.
    public static final class Sent {
        public final Topic topic;
        public final String key;
        public final byte[] value;

        Sent(Topic topic, String key, byte[] value) {
            this.topic = topic;
            this.key = key;
            this.value = value;
        }
    }

    public RendererTask(RenderRules rules) {
        this.rules = rules;
        Hearsay.HEARD.forEach(topic -> heard.put(topic, store(Hearsay.store(topic))));
    }

    private KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> made = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        made.init(new MockProcessorContext<String, byte[]>().getStateStoreContext(), made);
        return made;
    }

    /// The topics that each instance reads whole.
    public static List<Topic> heardTopics() {
        return Hearsay.HEARD;
    }

    /// The store's changelog is lost.
    public void forget() {
        store = store(RenderProcessor.STORE);
    }

    /// A task begins.
    ///
    /// @param end of the fleet topic at this moment
    public void begin(long end, Instant now) {
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        context.addStateStore(store);
        heard.values().forEach(context::addStateStore);
        var fresh = new RenderProcessor(rules, _ -> end, _ -> {});
        fresh.init(context);
        processor = fresh;
    }

    public void end() {
        processor = null;
    }

    public boolean isRunning() {
        return processor != null;
    }

    /// A record of a topic that is read whole.
    public void hear(Topic topic, String key, byte @Nullable [] value) {
        var kept = heard.get(topic);
        if (kept != null) {
            kept.put(key, value);
        }
    }

    /// A record of the fleet topic.
    public void take(String key, byte @Nullable [] value, long offset, Instant now) {
        if (processor != null) {
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            context.setRecordMetadata(Topic.FLEET.topicName(), 0, offset);
            processor.process(new Record<>(key, value, now.toEpochMilli()));
        }
    }

    /// Time has passed.
    public void tick(Instant now) {
        if (processor != null) {
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            context.scheduledPunctuators()
                    .forEach(scheduled -> scheduled.getPunctuator().punctuate(now.toEpochMilli()));
        }
    }

    /// What was sent since this was last asked, in its order.
    public List<Sent> sent() {
        var sent = new ArrayList<Sent>();
        for (var forward : context.forwarded()) {
            var topic = topic(forward.childName().orElseThrow());
            sent.add(new Sent(topic, forward.record().key(), forward.record().value()));
        }
        context.resetForwards();
        return sent;
    }

    private static Topic topic(String sink) {
        return switch (sink) {
            case RenderProcessor.CONFIGS -> Topic.CONFIGS;
            case RenderProcessor.ROLLOUTS -> Topic.ROLLOUTS;
            case RenderProcessor.DEAD_LETTERS -> Topic.DEAD_LETTER;
            default -> throw new AssertionError(sink);
        };
    }
}
