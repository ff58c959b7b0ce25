package io.heliograph.inventory.kafka;

import io.heliograph.bus.kafka.TopicProvisioner;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// The bus as the inventory finds it at its start, with every topic in place.
///
/// @param drift where a topic differs from its contract
/// @param fleetPartitions partitions of the fleet topic
/// @param lastOffsets of each partition that holds anything, of the topics that the inventory reads
public record BusStart(List<Reason> drift, int fleetPartitions, Map<CatchUp.Part, Long> lastOffsets) {
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int RECONNECT_MS = 250;
    private static final int CALL_TIMEOUT_MS = 10_000;

    /// The topics that the inventory reads.
    public static final List<Topic> READ = List.of(
            Topic.FLEET,
            Topic.HOST_REPORTS,
            Topic.ROUTES,
            Topic.CONFIGS,
            Topic.APPLIES,
            Topic.SESSIONS,
            Topic.ROLLOUTS,
            Topic.RELEASES,
            Topic.REFLECTOR_REPORTS,
            Topic.DEAD_LETTER);

    public BusStart {
        drift = List.copyOf(drift);
        lastOffsets = Map.copyOf(lastOffsets);
    }

    /// Creates missing topics and looks where each ends. Throws [ExecutionException] while the brokers cannot be
    /// asked.
    public static BusStart find(String bootstrap, short replication) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        try (var admin = Admin.create(settings)) {
            var drift = new TopicProvisioner(admin, replication).provision();
            var partitions = partitions(admin);
            int fleet = (int) partitions.stream()
                    .filter(partition -> partition.topic().equals(Topic.FLEET.topicName()))
                    .count();
            return new BusStart(drift, fleet, lastOffsets(admin, partitions));
        }
    }

    private static List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        var names = READ.stream().map(Topic::topicName).toList();
        var found = new ArrayList<TopicPartition>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, description) -> description
                        .partitions()
                        .forEach(partition -> found.add(new TopicPartition(name, partition.partition()))));
        return found;
    }

    private static Map<CatchUp.Part, Long> lastOffsets(Admin admin, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var first = offsets(admin, partitions, OffsetSpec.earliest());
        var end = offsets(admin, partitions, OffsetSpec.latest());
        var last = new HashMap<CatchUp.Part, Long>();
        for (var partition : partitions) {
            long until = end.getOrDefault(partition, 0L);
            if (until > first.getOrDefault(partition, 0L)) {
                var topic = Topic.named(partition.topic()).orElseThrow();
                last.put(new CatchUp.Part(topic, partition.partition()), until - 1);
            }
        }
        return last;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
