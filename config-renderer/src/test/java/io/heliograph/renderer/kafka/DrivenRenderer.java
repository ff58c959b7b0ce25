package io.heliograph.renderer.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Keys;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// The real topology, with a clock that tests set and topics that tests fill.
final class DrivenRenderer implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration LONG_TICK = Duration.ofSeconds(1);

    final List<Signal> signals = new ArrayList<>();
    private final TopologyTestDriver driver;
    private Instant now = BEGIN;

    DrivenRenderer() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "driven");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        var rules = RenderRules.usual("config-renderer/test");
        driver = new TopologyTestDriver(RenderTopology.of(rules, _ -> 0, signals::add), settings, BEGIN);
    }

    Instant now() {
        return now;
    }

    /// Writes events to their topics, one after the other, at one moment.
    void send(Object... events) {
        for (var event : events) {
            var topic = event instanceof FleetEntry
                    ? Topic.FLEET
                    : EventType.of(event).topic();
            driver.createInputTopic(topic.topicName(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(Keys.of(event), EventCodec.encode(event));
        }
    }

    /// Writes an entry that belongs to a trace.
    void send(TraceContext trace, FleetEntry entry) {
        driver.createInputTopic(Topic.FLEET.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        entry.key(),
                        EventCodec.encode(entry),
                        EventRecords.headers(entry, "/inventory", BEGIN, Optional.of(trace))));
    }

    /// The trace of each configuration since this was last asked, or of the last one of a node; none where it has none.
    SortedMap<String, List<TraceContext>> traces() {
        var traces = new TreeMap<String, List<TraceContext>>();
        driver.createOutputTopic(Topic.CONFIGS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .forEach(record -> traces.put(
                        record.key(),
                        EventRecords.trace(record.headers()).stream().toList()));
        return traces;
    }

    /// Lets time pass, with the ticks that fall into it; fewer of them where it is long.
    void pass(Duration time) {
        var tick = time.compareTo(LONG) < 0 ? TICK : LONG_TICK;
        for (var left = time; left.isPositive(); left = left.minus(tick)) {
            driver.advanceWallClockTime(tick);
            now = now.plus(tick);
        }
    }

    List<NodeConfig> configs() {
        return read(Topic.CONFIGS, NodeConfig.class);
    }

    List<String> nodesSent() {
        return configs().stream().map(config -> config.node().toString()).toList();
    }

    List<Rollout> rollouts() {
        return read(Topic.ROLLOUTS, Rollout.class);
    }

    private <T> List<T> read(Topic topic, Class<T> type) {
        var events = new ArrayList<T>();
        for (var record : driver.createOutputTopic(
                        topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()) {
            switch (EventRecords.decode(topic, type, record.headers(), record.key(), record.value())) {
                case Decoded.Event<T>(T event) -> events.add(event);
                case Decoded.Malformed<T>(var reason) -> throw new AssertionError(reason);
                case Decoded.Tombstone<T> _ -> throw new AssertionError("a tombstone");
            }
        }
        return events;
    }

    Optional<byte[]> stored(String key) {
        return Optional.ofNullable(
                driver.<String, byte[]>getKeyValueStore(RenderProcessor.STORE).get(key));
    }

    @Override
    public void close() {
        driver.close();
    }
}
