package io.heliograph.fleet.wire;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The topics of the bus, with what each promises about keeping.
public enum Topic {
    /// Key: host. The audit window passes before anything is compacted.
    HOST_REPORTS("heliograph.host-reports", Kept.COMPACTED_AFTER_AUDIT, Limit.REPORT),
    /// Key: cluster/kind/id, partitioned by cluster ([Partitions]).
    FLEET("heliograph.fleet", Kept.COMPACTED_AFTER_AUDIT, Limit.REPORT),
    /// Key: node. Measured: 10,000 hosts are 1.3 MB of text, 71 kB with zstd.
    CONFIGS("heliograph.configs", Kept.COMPACTED, Limit.CONFIG),
    /// Key: node.
    APPLIES("heliograph.applies", Kept.COMPACTED_AFTER_AUDIT, Limit.REPORT),
    /// Key: reflector/session.
    SESSIONS("heliograph.sessions", Kept.COMPACTED, Limit.REPORT),
    /// Key: reflector/session.
    SESSION_TRANSITIONS("heliograph.session-transitions", Kept.DELETED_AFTER_AUDIT, Limit.REPORT),
    /// Key: prefix@reporter.
    ROUTES("heliograph.routes", Kept.COMPACTED, Limit.REPORT),
    /// Key: node. What waits on its way to a node, and why.
    ROLLOUTS("heliograph.rollouts", Kept.COMPACTED_AFTER_AUDIT, Limit.REPORT),
    /// Key: node. Who let which held revision go.
    RELEASES("heliograph.releases", Kept.COMPACTED_AFTER_AUDIT, Limit.REPORT),
    /// Key: reflector. The machine of a reflector and what preflight finds there.
    REFLECTOR_REPORTS("heliograph.reflector-reports", Kept.COMPACTED, Limit.REPORT),
    /// Key: as it came.
    DEAD_LETTER("heliograph.dead-letter", Kept.DELETED_AFTER_30_DAYS, Limit.REPORT);

    /// For how long it can be proved what was configured.
    public static final Duration AUDIT_WINDOW = Duration.ofDays(400);

    private static final Duration TOMBSTONES = Duration.ofDays(30);

    /// How a topic forgets.
    public enum Kept {
        COMPACTED,
        COMPACTED_AFTER_AUDIT,
        DELETED_AFTER_AUDIT,
        DELETED_AFTER_30_DAYS
    }

    private static final class Limit {
        static final int REPORT = 4 << 20;
        static final int CONFIG = 32 << 20;
    }

    private final String topicName;
    private final Kept kept;
    private final int maxMessageBytes;

    Topic(String topicName, Kept kept, int maxMessageBytes) {
        this.topicName = topicName;
        this.kept = kept;
        this.maxMessageBytes = maxMessageBytes;
    }

    public String topicName() {
        return topicName;
    }

    public Kept kept() {
        return kept;
    }

    /// The largest record batch that the topic takes, in bytes after compression.
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    /// The topic's settings in Kafka's own words.
    public Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
        settings.put("compression.type", "producer");
        // Clocks of agents are for display. By Kafka's default a broker refuses whatever is an hour ahead of its own
        // time, and deletes and compacts by what an agent believes the time to be.
        settings.put("message.timestamp.type", "LogAppendTime");
        switch (kept) {
            case COMPACTED -> compacted(settings, Duration.ZERO);
            case COMPACTED_AFTER_AUDIT -> compacted(settings, AUDIT_WINDOW);
            case DELETED_AFTER_AUDIT -> deleted(settings, AUDIT_WINDOW);
            case DELETED_AFTER_30_DAYS -> deleted(settings, Duration.ofDays(30));
        }
        return settings;
    }

    private static void compacted(Map<String, String> settings, Duration after) {
        settings.put("cleanup.policy", "compact");
        settings.put("min.compaction.lag.ms", Long.toString(after.toMillis()));
        settings.put("delete.retention.ms", Long.toString(TOMBSTONES.toMillis()));
    }

    private static void deleted(Map<String, String> settings, Duration after) {
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", Long.toString(after.toMillis()));
    }

    public static Optional<Topic> named(String topicName) {
        for (var topic : values()) {
            if (topic.topicName.equals(topicName)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }
}
