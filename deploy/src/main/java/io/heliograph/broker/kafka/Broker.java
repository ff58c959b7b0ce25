package io.heliograph.broker.kafka;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.bus.kafka.TopicProvisioner;
import io.heliograph.fleet.reason.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Time;

/// A real Kafka broker with its controller, in this process, with its data on this machine's disk.
public final class Broker implements AutoCloseable {
    private static final Duration PROVISIONING_LIMIT = Duration.ofSeconds(30);
    private static final short REPLICAS = 1;

    private final BrokerSettings settings;
    private final KafkaRaftServer server;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Broker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /// Starts a broker and returns when it serves clients; an empty data folder is formatted first.
    ///
    /// @throws BrokerRefused when the data or the address is not to be had
    public static Broker start(BrokerSettings settings) throws IOException, BrokerRefused {
        var data = new DataFolder(settings.dataFolder());
        data.prepare();
        data.refuseWhileInUse();
        refuseTakenAddress(settings.listen());
        var config = new KafkaConfig(settings.properties(controllerEndpoint()), false);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        var broker = new Broker(settings, server);
        try {
            server.startup();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /// Kafka would say so only after it has started half of itself.
    private static void refuseTakenAddress(Endpoint listen) throws BrokerRefused {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(listen.host(), listen.port()));
        } catch (IOException e) {
            throw BrokerRefused.portTaken(listen, String.valueOf(e.getMessage()));
        }
    }

    /// The controller serves this process alone: loopback, a port of the kernel's choice, another at each start.
    private static Endpoint controllerEndpoint() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        try (var probe = new ServerSocket(0, 1, loopback)) {
            return new Endpoint(loopback.getHostAddress(), probe.getLocalPort());
        }
    }

    /// Creates the fleet's topics where they are missing; gives what differs from the contract.
    public List<Reason> provision() throws ExecutionException, InterruptedException {
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.advertise().toString(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PROVISIONING_LIMIT.toMillis());
        try (var admin = Admin.create(client)) {
            return new TopicProvisioner(admin, REPLICAS).provision();
        }
    }

    /// Returns when the broker has stopped.
    public void await() {
        server.awaitShutdown();
    }

    /// Stops in order: partitions are closed cleanly, so that the next start needs no recovery.
    @Override
    public void close() {
        if (stopped.compareAndSet(false, true)) {
            server.shutdown();
        }
    }
}
