package io.heliograph.broker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.broker.BrokerSettings;
import io.heliograph.broker.Endpoint;
import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.cli.Heliograph;
import io.heliograph.fleet.wire.Topic;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class BrokerIT {
    private static final String TOPIC = Topic.APPLIES.topicName();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsItsDataFromOneStartToTheNext() throws Exception {
        var settings = settings("localhost");
        try (var broker = Broker.start(settings)) {
            assertThat(broker.provision()).isEmpty();
            produce(settings, "first");
        }
        var id = Files.readString(data().resolve("meta.properties"));

        try (var broker = Broker.start(settings)) {
            assertThat(broker.provision()).isEmpty();
            produce(settings, "second");
            assertThat(consume(settings, 2)).containsExactly("first", "second");
        }
        assertThat(Files.readString(data().resolve("meta.properties"))).isEqualTo(id);
    }

    @Test
    void listensOnIpv6AndSharesItsDataWithNobody() throws Exception {
        var settings = settings("::1");
        try (var broker = Broker.start(settings)) {
            assertThat(broker.provision()).isEmpty();
            produce(settings, "over IPv6");
            assertThat(consume(settings, 1)).containsExactly("over IPv6");

            assertThatThrownBy(() -> Broker.start(settings("::1")))
                    .isInstanceOf(BrokerRefused.class)
                    .hasMessageContaining("Another process uses");
        }
    }

    @Test
    void anAddressInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var listen = new Endpoint("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> Broker.start(new BrokerSettings(data(), listen, listen)))
                    .isInstanceOf(BrokerRefused.class)
                    .hasMessageContaining(listen.toString());
        }
    }

    @Test
    void dataThatIsNotOursIsLeftAlone() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("photos.zip"), "precious");
        assertRefused("holds 'photos.zip'");

        Files.writeString(data().resolve("meta.properties"), "version=7\nnode.id=1\n");
        assertRefused("format version 7");

        Files.writeString(data().resolve("meta.properties"), "version=1\nnode.id=3\n");
        assertRefused("node 3");
        assertThat(data().resolve("photos.zip")).hasContent("precious");
    }

    @Test
    void aProcessStopsCleanlyOnSigtermAndComesBackAfterSigkill() throws Exception {
        var settings = settings("localhost");
        var process = process(settings);
        produce(settings, "kept");
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(data().resolve(".kafka_cleanshutdown")).exists();

        var again = process(settings);
        produce(settings, "killed");
        again.destroyForcibly();
        assertThat(again.waitFor(20, TimeUnit.SECONDS)).isTrue();

        var last = process(settings);
        try {
            assertThat(consume(settings, 2)).containsExactly("kept", "killed");
        } finally {
            last.destroy();
            last.waitFor();
        }
    }

    private void assertRefused(String why) throws Exception {
        var settings = settings("localhost");
        assertThatThrownBy(() -> Broker.start(settings))
                .isInstanceOf(BrokerRefused.class)
                .hasMessageContaining(data().toString())
                .hasMessageContaining(why)
                .hasMessageContaining("--data-dir");
    }

    /// Starts `heliograph broker` in a process of its own and returns when it is ready.
    private Process process(BrokerSettings settings) throws Exception {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Heliograph.class.getName(),
                        "broker",
                        "--data-dir",
                        settings.dataFolder().toString(),
                        "--listen",
                        settings.listen().toString()))
                .redirectErrorStream(true)
                .start();
        var output = new ArrayList<String>();
        // The rest of the output is short and fits the pipe.
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            output.add(line);
            if (line.startsWith("broker ready listen=" + settings.listen())) {
                return process;
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the broker did not become ready: " + output);
    }

    private Path data() {
        return folder.resolve("kafka");
    }

    private BrokerSettings settings(String host) throws Exception {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            var listen = new Endpoint(host, probe.getLocalPort());
            return new BrokerSettings(data(), listen, listen);
        }
    }

    private static void produce(BrokerSettings settings, String value) throws Exception {
        try (var producer = new KafkaProducer<String, byte[]>(
                BusSettings.producer(settings.listen().toString()))) {
            producer.send(new ProducerRecord<>(TOPIC, 0, "key", value.getBytes(StandardCharsets.UTF_8)))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(BrokerSettings settings, int count) {
        var values = new ArrayList<String>();
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer = new KafkaConsumer<String, byte[]>(
                BusSettings.reader(settings.listen().toString()))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (values.size() < count && System.nanoTime() < giveUp) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }
}
