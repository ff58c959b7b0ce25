package io.heliograph.renderer.kafka;

import static io.heliograph.renderer.kafka.Entries.cluster;
import static io.heliograph.renderer.kafka.Entries.host;
import static io.heliograph.renderer.kafka.Entries.reflector;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The topology on a real broker.
class RenderStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void it_waits_for_topics_and_survives_its_own_and_the_brokers_restart() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            var instance = UUID.randomUUID().toString();
            try (var stream = stream(kafka, instance, "a")) {
                stream.start();
                assertThat(stream.phase()).isEqualTo(RenderStream.Phase.WAITING_FOR_TOPICS);
                kafka.provision();
                await(stream, "running", () -> stream.phase() == RenderStream.Phase.RUNNING);
                kafka.send(cluster("lab", Reach.DIRECT), "/inventory");
                kafka.send(reflector("rr01", "lab", "fd00::11"), "/inventory");
                kafka.send(host("docker01", "lab", "fd00::101", "fd00:c0de:1::/64"), "/inventory");
                awaitLine(kafka, "reflector/rr01", "fd00:c0de:1::/64");
                printLatency(kafka);

                kafka.stop();
                kafka.start();
                kafka.send(host("docker01", "lab", "fd00::101", "fd00:c0de:2::/64"), "/inventory");
                awaitLine(kafka, "host/docker01", "fd00:c0de:2::/64");
                awaitLine(kafka, "reflector/rr01", "fd00:c0de:2::/64");
            }
            long before = ends(kafka);
            // Another folder: what was on the local disk does not matter.
            try (var stream = stream(kafka, instance, "b")) {
                stream.start();
                long began = System.nanoTime();
                await(stream, "running", () -> stream.phase() == RenderStream.Phase.RUNNING);
                System.out.printf("running again after %d ms%n", (System.nanoTime() - began) / 1_000_000);
                kafka.sendRaw(Topic.FLEET, "lab/host/docker09", new byte[] {'{'});
                kafka.await(Topic.DEAD_LETTER, PATIENCE, letter -> "lab/host/docker09".equals(letter.key()));
                assertThat(ends(kafka)).as("nothing changed, nothing is sent").isEqualTo(before);
                kafka.send(host("docker01", "lab", "fd00::101", "fd00:c0de:3::/64"), "/inventory");
                var config = awaitLine(kafka, "reflector/rr01", "fd00:c0de:3::/64");
                assertThat(config.previous()).isPresent();
            }
        }
    }

    /// From a fleet record's arrival at the broker to the last configuration's, as a reader sees them.
    private static void printLatency(KafkaForTests kafka) throws Exception {
        try (var consumer = new KafkaConsumer<String, byte[]>(BusSettings.reader(kafka.bootstrap()))) {
            var partitions = consumer.partitionsFor(Topic.CONFIGS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            var micros = new long[200];
            for (int i = 0; i < micros.length; i++) {
                long sent = System.nanoTime();
                kafka.send(
                        host("docker01", "lab", "fd00::101", "fd00:c0de:%x::/64".formatted(0x100 + i)), "/inventory");
                for (int seen = 0; seen < 2; ) {
                    seen += consumer.poll(Duration.ofSeconds(5)).count();
                }
                micros[i] = (System.nanoTime() - sent) / 1_000;
            }
            Arrays.sort(micros);
            System.out.printf(
                    "fleet record in → both configurations read: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                    micros[100] / 1e3, micros[190] / 1e3, micros[198] / 1e3);
        }
    }

    private RenderStream stream(KafkaForTests kafka, String instance, String name) {
        var settings = new StreamSettings(kafka.bootstrap(), "renderer-it", instance, folder.resolve(name), 1);
        return new RenderStream(settings, RenderRules.usual("config-renderer/test"), _ -> {});
    }

    private static NodeConfig awaitLine(KafkaForTests kafka, String node, String line) {
        return kafka.awaitEvent(
                Topic.CONFIGS,
                NodeConfig.class,
                PATIENCE,
                config -> config.node().toString().equals(node) && config.text().contains(line));
    }

    private static long ends(KafkaForTests kafka) {
        return kafka.readAll(Topic.CONFIGS).size();
    }

    private static void await(RenderStream stream, String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s, is %s", what, stream.phase()).isLessThan(deadline);
            Thread.sleep(5);
        }
    }
}
