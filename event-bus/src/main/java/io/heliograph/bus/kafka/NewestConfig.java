package io.heliograph.bus.kafka;

import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Which of two records with one key counts, for those who read many at once and want the newest alone. It is the
/// later one, unless that is a configuration of the past which somebody brought again: to pass over the newer one for
/// its sake would lose it.
public final class NewestConfig {
    private NewestConfig() {}

    public static ConsumerRecord<String, byte[]> of(
            ConsumerRecord<String, byte[]> earlier, ConsumerRecord<String, byte[]> later) {
        if (!later.topic().equals(Topic.CONFIGS.topicName())) {
            return later;
        }
        var newest = config(earlier);
        return config(later)
                        .filter(config -> newest.filter(config::isOutdatedBy).isPresent())
                        .isPresent()
                ? earlier
                : later;
    }

    private static Optional<NodeConfig> config(ConsumerRecord<String, byte[]> record) {
        return switch (EventRecords.decode(Topic.CONFIGS, NodeConfig.class, record)) {
            case Decoded.Event<NodeConfig>(NodeConfig config) -> Optional.of(config);
            case Decoded.Tombstone<NodeConfig> _, Decoded.Malformed<NodeConfig> _ -> Optional.empty();
        };
    }
}
