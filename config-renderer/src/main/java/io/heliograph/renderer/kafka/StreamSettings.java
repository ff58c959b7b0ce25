package io.heliograph.renderer.kafka;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.heliograph.bus.kafka.BusSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// How the topology runs.
///
/// @param applicationId shared by all instances that divide the clusters among them
/// @param instance this instance's own, the same after a restart: it then gets its partitions back at once, and
///     not after its former self has been declared dead
/// @param standbys copies of each task's state on other instances; none is made where there is no other
public record StreamSettings(String bootstrap, String applicationId, String instance, Path stateFolder, int standbys) {
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration COMMIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofDays(365);
    private static final int MAX_BACKOFF_MILLIS = 1_000;

    Properties properties() {
        var p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        p.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT.toMillis());
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // A broker may be away for as long as it likes.
        p.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, PATIENCE.toMillis());
        p.put(producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), Integer.MAX_VALUE);
        p.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, MAX_BACKOFF_MILLIS);
        p.put(
                CommonClientConfigs.METADATA_MAX_AGE_CONFIG,
                Duration.ofSeconds(10).toMillis());
        p.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        p.put(producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        p.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        p.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), BusSettings.MAX_REQUEST_BYTES);
        p.put(producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 2L * BusSettings.MAX_REQUEST_BYTES);
        p.put(consumerPrefix(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG), false);
        p.put(consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        p.put(mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        p.put(mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION.toMillis());
        p.put(mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int) HEARTBEAT.toMillis());
        return p;
    }
}
