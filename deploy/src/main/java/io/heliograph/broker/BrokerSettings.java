package io.heliograph.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What a broker for one machine is told.
///
/// @param dataFolder holds everything the broker keeps
/// @param listen where clients connect
/// @param advertise where clients are told to connect
public record BrokerSettings(Path dataFolder, Endpoint listen, Endpoint advertise) {
    /// The one node of its cluster.
    public static final int NODE = 1;

    /// A killed broker may register again only when its last session has ended, so this delays its return.
    private static final int SESSION_TIMEOUT_MS = 4_000;

    private static final int HEARTBEAT_MS = 500;

    /// The cleaner takes 128 MB of the heap by default; the fleet's keys need far less.
    private static final int CLEANER_BUFFER_BYTES = 16 << 20;

    /// Throws [IllegalArgumentException] when nobody could connect to `advertise`.
    public BrokerSettings {
        if (advertise.isEveryAddress()) {
            throw new IllegalArgumentException("Clients cannot connect to " + advertise
                    + ". Name an address of this machine with --advertise HOST:PORT.");
        }
    }

    /// Kafka's own properties.
    ///
    /// @param controller where the broker's own controller listens; nobody else connects there
    public Map<String, String> properties(Endpoint controller) {
        var properties = new TreeMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE));
        properties.put("controller.quorum.voters", NODE + "@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("listeners", "PLAINTEXT://" + listen + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + advertise);
        properties.put("log.dirs", dataFolder.toString());
        properties.put("auto.create.topics.enable", "false");
        oneReplica(properties);
        oneMachine(properties);
        return properties;
    }

    private static void oneReplica(Map<String, String> properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "8");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void oneMachine(Map<String, String> properties) {
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("broker.session.timeout.ms", Integer.toString(SESSION_TIMEOUT_MS));
        properties.put("broker.heartbeat.interval.ms", Integer.toString(HEARTBEAT_MS));
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BUFFER_BYTES));
        properties.put("num.io.threads", "4");
        properties.put("num.network.threads", "2");
        properties.put("background.threads", "4");
    }
}
