package io.heliograph.bus.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Client settings that every process on the bus shares, for clients made by hand.
///
/// `linger.ms=0`: a change is sent at once; the default of 5 ms would be paid at each of four hops.
public final class BusSettings {
    /// Where a broker on this machine listens; `KAFKA_BOOTSTRAP_SERVERS` names any other.
    public static final String DEFAULT_BOOTSTRAP = "localhost:9092";

    /// The producer checks a record's size before it compresses it.
    public static final int MAX_REQUEST_BYTES = 64 << 20;

    private BusSettings() {}

    public static String bootstrap(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("KAFKA_BOOTSTRAP_SERVERS"))
                .filter(servers -> !servers.isBlank())
                .orElse(DEFAULT_BOOTSTRAP);
    }

    public static Map<String, Object> producer(String bootstrap) {
        var settings = new TreeMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_REQUEST_BYTES);
        return settings;
    }

    /// The same for the topics of health, which others build on: every client library reads gzip, and zstd only some.
    public static Map<String, Object> healthProducer(String bootstrap) {
        var settings = producer(bootstrap);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        return settings;
    }

    /// A consumer that belongs to no group and reads each topic from its beginning.
    public static Map<String, Object> reader(String bootstrap) {
        var settings = new TreeMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The broker answers as soon as there is a byte; a shorter wait would only cost idle fetches.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        return settings;
    }
}
