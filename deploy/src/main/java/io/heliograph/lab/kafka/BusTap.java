package io.heliograph.lab.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.lab.chaos.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads the topics from their beginning and tells what stands there, as soon as it can be read.
public final class BusTap implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration END = Duration.ofSeconds(5);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    private BusTap(KafkaConsumer<String, byte[]> consumer, Consumer<Observation> sink) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("bus-tap").unstarted(() -> run(sink));
    }

    public static BusTap of(String bootstrap, Consumer<Observation> sink) {
        var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "reconnect.backoff.max.ms",
                500));
        var tap = new BusTap(consumer, sink);
        tap.thread.start();
        return tap;
    }

    private void run(Consumer<Observation> sink) {
        var parser = new BusJson(new ObjectMapper());
        Set<TopicPartition> assigned = new HashSet<>();
        while (!closed) {
            try {
                if (assigned.isEmpty()) {
                    assign(assigned);
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.headers().lastHeader(BusMischief.MARK) == null) {
                        parser.observation(record.topic(), record.key(), record.value(), Instant.now())
                                .ifPresent(sink);
                    }
                }
            } catch (WakeupException | InterruptException _) {
                closed = true;
            } catch (KafkaException _) {
                // A broker that is away comes back; the consumer reconnects by itself.
            }
        }
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }

    private void assign(Set<TopicPartition> assigned) {
        for (var topic : BusJson.TOPICS) {
            for (var info : consumer.partitionsFor(topic)) {
                assigned.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        consumer.assign(List.copyOf(assigned));
        consumer.seekToBeginning(assigned);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
