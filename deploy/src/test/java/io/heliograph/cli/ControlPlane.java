package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.broker.kafka.Broker;
import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.fleet.wire.Partitions;
import io.heliograph.fleet.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A real broker and the real inventory in a process of its own.
final class ControlPlane {
    private static final Path INVENTORY = Path.of("../inventory-service/target/quarkus-app/quarkus-run.jar");

    /// What a command left behind.
    record Run(int exit, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    private final Path folder;
    private final Endpoint kafka;
    private final int port;
    private final Broker broker;
    private final KafkaProducer<String, byte[]> producer;
    private Process inventory;

    private ControlPlane(Path folder, Endpoint kafka, int port, Broker broker) throws IOException {
        this.folder = folder;
        this.kafka = kafka;
        this.port = port;
        this.broker = broker;
        this.producer = new KafkaProducer<>(BusSettings.producer(kafka.toString()));
        this.inventory = launch();
    }

    static ControlPlane start(Path folder) throws Exception {
        assertThat(INVENTORY).as("build inventory-service first").exists();
        var kafka = new Endpoint("localhost", freePort());
        var broker = Broker.start(new BrokerSettings(folder.resolve("kafka"), kafka, kafka));
        assertThat(broker.provision()).isEmpty();
        var plane = new ControlPlane(folder, kafka, freePort(), broker);
        plane.awaitAnswer();
        return plane;
    }

    private Process launch() throws IOException {
        var process = new ProcessBuilder(List.of(
                        java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        INVENTORY.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("inventory.log").toFile()));
        process.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.toString());
        process.environment()
                .put("HELIOGRAPH_STATE_DIR", folder.resolve("inventory").toString());
        return process.start();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    void awaitAnswer() throws InterruptedException {
        await("the inventory answers", () -> ask("status").exit() != ExitCode.UNREACHABLE.number());
    }

    void stopInventory() throws InterruptedException {
        inventory.destroy();
        inventory.waitFor();
    }

    void startInventory() throws IOException {
        inventory = launch();
    }

    String url() {
        return "http://localhost:" + port;
    }

    String kafka() {
        return kafka.toString();
    }

    /// A cluster of this name with one reflector.
    void declare(String cluster) throws IOException {
        apply("""
                clusters:
                  - cluster: %s
                    asn: 65001
                    aggregates: ["2001:db8:%x::/48"]
                    allowSpecialRanges: [DOCUMENTATION]
                    join: OPEN
                    bgp: {reach: DIRECT, holdTime: PT9S}
                    upstreams: [{upstream: %s-up, address: "2001:db8:%x::1", asn: 65000}]
                """.formatted(cluster, block(cluster), cluster, block(cluster)));
        declareReflector(cluster, cluster + "-rr01");
    }

    void declareReflector(String cluster, String reflector) throws IOException {
        apply("reflectors:\n  - {reflector: %s, cluster: %s, address: \"2001:db8:%x::%x\"}\n"
                .formatted(reflector, cluster, block(cluster), block(reflector)));
    }

    private static int block(String name) {
        return (name.hashCode() & 0x7fff) + 0x8000;
    }

    private void apply(String fleet) throws IOException {
        var file = Files.createTempFile(folder, "fleet", ".yaml");
        Files.writeString(file, fleet);
        var run = ask("fleet", "apply", "-f", file.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    /// Writes an event as its service would.
    void publish(Object event) throws Exception {
        producer.send(EventRecords.of(event, "/test", Instant.now(), Partitions.DEFAULT))
                .get();
    }

    void publishPoison(Topic topic, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic.topicName(), key, value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    /// A verb that asks the inventory.
    Run ask(String... arguments) {
        return run(
                Stream.concat(Stream.of(arguments), Stream.of("--url", url())).toArray(String[]::new));
    }

    /// A verb that asks the bus.
    Run askBus(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", kafka()))
                .toArray(String[]::new));
    }

    static Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Heliograph.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    /// A verb in a process of its own, with these variables.
    Run process(Map<String, String> environment, String... arguments) throws Exception {
        var command = Stream.concat(
                        Stream.of(
                                java(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Heliograph.class.getName()),
                        Stream.of(arguments))
                .toList();
        var err = Files.createTempFile(folder, "process", ".err");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(giveUp);
            Thread.sleep(50);
        }
    }

    void close() throws Exception {
        producer.close();
        stopInventory();
        broker.close();
    }
}
