package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.broker.kafka.Broker;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.lab.http.InventoryClient;
import io.heliograph.lab.kafka.BusBook;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A thousand hosts report for the first time within a minute, to the real inventory and renderer on a real broker.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class ManyJoinIT {
    private static final int HOSTS = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Generous: what is judged is that nobody is forgotten, not how fast this machine is today.
    private static final Duration SETTLES = Duration.ofMinutes(4);

    /// A reflector of up to a hundred peers is sent each change, a larger one at most so often.
    private static final int SMALL = 100;

    private static final long LARGE_A_SECOND = 10;
    private static final Path LOGS = Path.of("target/it-logs");
    private static final NodeId REFLECTOR = NodeId.parse("reflector/rr01");
    private static final ClusterId CLUSTER = new ClusterId("lab");

    private static final String FLEET = """
            {"clusters": [{"cluster": "lab", "asn": 65001, "aggregates": ["fd00:c0de::/32"],
              "allowSpecialRanges": ["UNIQUE_LOCAL"], "join": "OPEN", "bgp": {"reach": "DIRECT", "holdTime": "PT9S"}}],
             "reflectors": [{"reflector": "rr01", "cluster": "lab", "address": "fd00::11"}]}""";

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> services = new ArrayList<>();

    @Test
    void aThousandHostsThatJoinWithinAMinuteAreAllServedInABoundedNumberOfConfigurations() throws Exception {
        var listen = new Endpoint("localhost", freePort());
        int inventory = freePort();
        int renderer = freePort();
        try (var broker = Broker.start(new BrokerSettings(folder.resolve("kafka"), listen, listen))) {
            assertThat(broker.provision()).isEmpty();
            start("inventory-service", listen, inventory);
            start("config-renderer", listen, renderer);
            try (var bus = new BusBook(listen.toString());
                    var client = new InventoryClient(URI.create("http://localhost:" + inventory))) {
                for (int port : List.of(inventory, renderer)) {
                    var ready = URI.create("http://localhost:" + port + "/q/health/ready");
                    assertThat(Probe.await(SETTLES, () -> client.answers(ready)))
                            .as("%s answers; logs in %s", ready, LOGS)
                            .isTrue();
                }
                client.apply(FleetJson.mapper().readValue(FLEET, FleetDeclaration.class));
                journey(bus);
            }
        } finally {
            for (var service : services) {
                service.destroy();
                service.waitFor();
            }
        }
    }

    private void journey(BusBook bus) throws IOException, InterruptedException {
        var began = Instant.now();
        for (int i = 0; i < HOSTS; i++) {
            bus.plant(report(i));
            Thread.sleep(Math.max(
                    0,
                    Duration.between(
                                    Instant.now(),
                                    began.plus(MINUTE.multipliedBy(i + 1).dividedBy(HOSTS)))
                            .toMillis()));
        }
        var told = Instant.now();
        assertThat(Probe.await(SETTLES, () -> peers(bus) == HOSTS))
                .as("%d of %d hosts are served", peers(bus), HOSTS)
                .isTrue();
        var all = bus.all(NodeConfig.class, REFLECTOR);
        var last = all.getLast();
        System.err.printf(
                "%d hosts reported within %d s; all served %d ms after the last report; %d configurations of rr01, "
                        + "%d kB at the end, %d kB in all%n",
                HOSTS,
                Duration.between(began, told).toSeconds(),
                Duration.between(told, last.at()).toMillis(),
                all.size(),
                last.event().text().length() / 1_000,
                all.stream().mapToLong(it -> it.event().text().length()).sum() / 1_000);
        long seconds = Duration.between(began, last.at()).toSeconds() + 1;
        assertThat((long) all.size())
                .as("configurations in %d s", seconds)
                .isLessThanOrEqualTo(SMALL + LARGE_A_SECOND * seconds)
                .isLessThan(HOSTS);
        assertAllStandThere(bus, last.event());
        assertBirdReads(last.event().text());
        assertThat(bus.all(Rollout.class, REFLECTOR))
                .as("who joins takes nothing from anybody")
                .isEmpty();
    }

    private static int peers(BusBook bus) {
        return bus.last(NodeConfig.class, REFLECTOR)
                .map(it -> it.event().sessions().size())
                .orElse(0);
    }

    private static void assertAllStandThere(BusBook bus, NodeConfig config) {
        for (int i = 0; i < HOSTS; i++) {
            var host = host(i);
            var entry = (HostEntry) bus.all(FleetEntry.class, CLUSTER + "/host/" + host)
                    .getLast()
                    .event();
            assertThat(entry.standing()).as("%s", host).isEqualTo(Standing.ADMITTED);
            assertThat(config.text())
                    .contains("protocol bgp " + ProtocolName.of(host) + " ")
                    .contains(subnet(i).toString());
        }
    }

    private void assertBirdReads(String text) throws IOException {
        var file = folder.resolve("bird.conf");
        Files.writeString(file, text);
        assertThat(Command.attempt(List.of("bird", "-p", "-c", file.toString()), Map.of(), ""))
                .satisfies(outcome -> assertThat(outcome.exit())
                        .as(outcome.error() + outcome.output())
                        .isZero());
    }

    private static HostId host(int i) {
        return new HostId("docker%04d".formatted(i));
    }

    private static Prefix subnet(int i) {
        return Prefix.parse("fd00:c0de:%x::/64".formatted(i + 1));
    }

    private static HostReport report(int i) {
        var now = Instant.now();
        return new HostReport(
                host(i),
                CLUSTER,
                new ReportVersion(1, 1, "instance"),
                now,
                "start",
                new HostFacts(
                        IpAddress.parse("fd00::1:%x".formatted(i + 1)),
                        Optional.of("28.5.2"),
                        Optional.of("2.0.12"),
                        "0.1.0",
                        "6.1.0"),
                List.of(new ReportedSubnet(subnet(i), "blue", "0123456789ab", "bridge", Map.of(), now)),
                List.of(),
                List.of());
    }

    private void start(String module, Endpoint kafka, int port) throws IOException {
        var jar = Path.of("..", module, "target/quarkus-app/quarkus-run.jar");
        assertThat(jar).as("build %s first", module).exists();
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(LOGS)
                        .resolve("many-join-" + module + ".log")
                        .toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.toString());
        builder.environment().put("HELIOGRAPH_STATE_DIR", folder.resolve(module).toString());
        services.add(builder.start());
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
