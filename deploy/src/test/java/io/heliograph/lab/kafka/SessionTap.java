package io.heliograph.lab.kafka;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Hears what is told of sessions from now on, as soon as it can be read.
public final class SessionTap implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Map<Topic, Class<?>> READ = Map.of(
            Topic.SESSIONS, SessionHealth.class,
            Topic.SESSION_TRANSITIONS, SessionTransition.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("session-tap").unstarted(this::run);
    private volatile boolean closed;

    private SessionTap(String bootstrap) {
        consumer = new KafkaConsumer<>(BusSettings.reader(bootstrap));
        var partitions = READ.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    public static SessionTap of(String bootstrap) {
        var tap = new SessionTap(bootstrap);
        tap.thread.start();
        return tap;
    }

    /// All of this kind so far, oldest first.
    public <T> List<T> all(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void run() {
        while (!closed) {
            consumer.poll(POLL).forEach(this::take);
        }
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var topic = Topic.named(record.topic()).orElseThrow();
        if (EventRecords.decode(topic, READ.getOrDefault(topic, Object.class), record)
                instanceof Decoded.Event<?>(var event)) {
            heard.add(event);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
