package io.heliograph.rragent.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.NewestConfig;
import io.heliograph.bus.kafka.ReadLoop;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Brings this reflector's configurations and releases from the bus: at the start the newest alone, once the topic
/// was read to its end, then each as it comes. Afterwards what the bus remembers of the reflector. A broker that is
/// not there is waited for, as long as it takes.
///
/// A tombstone is passed over: an absence never means *withdraw*.
public final class BusReader implements AutoCloseable {
    private static final Duration LOOK_FOR_TOPIC = Duration.ofSeconds(5);

    private final String bootstrap;
    private final NodeId node;
    private final ReflectorId reflector;
    private final Listener listener;
    private final ReadLoop loop;
    private volatile boolean connected;

    /// Of this reader's thread.
    private boolean recollected;

    /// What becomes of what is read, each on the reader's own thread.
    ///
    /// @param configs with the trace of the change that led to it
    /// @param unreadable a record of ours that cannot be read
    /// @param away why the bus cannot be read; told once for each loss
    public record Listener(
            BiConsumer<NodeConfig, Optional<TraceContext>> configs,
            Consumer<Release> releases,
            Consumer<Recollection> recollections,
            Consumer<Reason> unreadable,
            Consumer<String> away) {}

    public BusReader(String bootstrap, ReflectorId reflector, Listener listener) {
        this.bootstrap = bootstrap;
        this.reflector = reflector;
        this.node = NodeId.of(reflector);
        this.listener = listener;
        this.loop = new ReadLoop("bus-reader", this::read, listener.away());
    }

    public void start() {
        loop.thread().start();
    }

    /// Whether a broker was connected at the last poll.
    public boolean isConnected() {
        return connected;
    }

    private void read() {
        var reader = TopicReader.open(bootstrap, Topic.CONFIGS);
        if (reader.isEmpty()) {
            loop.tell("topic " + Topic.CONFIGS.topicName() + " does not exist yet");
            return;
        }
        try (var configs = reader.get()) {
            boolean releases = configs.add(Topic.RELEASES);
            newest(configs);
            if (!recollected) {
                recollected = recollect();
            }
            if (recollected) {
                loop.well();
                follow(configs, releases);
            } else {
                // The writer waits for it: a topic that is created a moment later must not be missed.
                loop.tell("the topics of sessions and routes do not exist yet");
            }
        } finally {
            connected = false;
        }
    }

    private void newest(TopicReader configs) {
        for (var record : configs.newestToTheEnd(node.toString()::equals)) {
            take(record);
        }
        connected = true;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.CONFIGS.topicName())) {
            read(Topic.CONFIGS, NodeConfig.class, record)
                    .ifPresent(config -> listener.configs().accept(config, EventRecords.trace(record.headers())));
        } else {
            read(Topic.RELEASES, Release.class, record).ifPresent(listener.releases());
        }
    }

    /// @param releases whether the topic of releases is read already: a bus that is older than it gets it later
    private void follow(TopicReader configs, boolean releases) {
        boolean all = releases;
        long next = System.nanoTime();
        while (loop.isOn()) {
            if (!all && System.nanoTime() - next >= 0) {
                all = configs.add(Topic.RELEASES);
                next = System.nanoTime() + LOOK_FOR_TOPIC.toNanos();
            }
            var latest = new TreeMap<String, ConsumerRecord<String, byte[]>>();
            for (var record : configs.next()) {
                if (node.toString().equals(record.key())) {
                    latest.merge(record.topic(), record, NewestConfig::of);
                }
            }
            latest.values().forEach(this::take);
            connected = configs.isConnected();
        }
    }

    private boolean recollect() {
        var sessions = told(Topic.SESSIONS, SessionHealth.class, key -> key.startsWith(reflector + "/"));
        var routes = told(Topic.ROUTES, RouteHealth.class, key -> key.endsWith("@" + reflector));
        if (sessions.isEmpty() || routes.isEmpty()) {
            return false;
        }
        listener.recollections().accept(new Recollection(sessions.get(), routes.get()));
        return true;
    }

    private <T> Optional<List<T>> told(Topic topic, Class<T> type, Predicate<String> wanted) {
        var reader = TopicReader.open(bootstrap, topic);
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try (var open = reader.get()) {
            var events = new ArrayList<T>();
            for (var record : open.newestToTheEnd(wanted)) {
                read(topic, type, record).ifPresent(events::add);
            }
            return Optional.of(events);
        }
    }

    private <T> Optional<T> read(Topic topic, Class<T> type, ConsumerRecord<String, byte[]> record) {
        return switch (EventRecords.decode(topic, type, record)) {
            case Decoded.Event<T>(T event) -> Optional.of(event);
            case Decoded.Tombstone<T> _ -> Optional.empty();
            case Decoded.Malformed<T>(Reason reason) -> {
                listener.unreadable().accept(reason);
                yield Optional.empty();
            }
        };
    }

    @Override
    public void close() {
        loop.end();
        try {
            // A poll lasts half a second; a broker that is away may hold the thread longer, and it is a daemon.
            loop.thread().join(ReadLoop.RETRY.multipliedBy(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
