package io.heliograph.inventory;

import static io.heliograph.inventory.admission.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.BusSettings;
import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// How long a change waits in the inventory: a report is acknowledged, its fleet entry is read.
class LatencyIT {
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 300;

    /// The figure is printed; the bound only catches a wait that somebody built in, such as a poll or a linger.
    @Test
    void a_report_is_answered_at_once() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.provision();
            kafka.send(Given.cluster(), "/test");
            try (var inventory = InventoryProcess.start(kafka.bootstrap()).awaitReady();
                    var consumer = new KafkaConsumer<String, byte[]>(BusSettings.reader(kafka.bootstrap()))) {
                var partitions = consumer.partitionsFor(Topic.FLEET.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                var micros = new ArrayList<Long>();
                for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                    // Alternates, so that each report changes the entry.
                    var report =
                            i % 2 == 0 ? report("docker10", i + 1, "2001:db8:c010::/64") : report("docker10", i + 1);
                    kafka.send(report, "/host/docker10");
                    long began = System.nanoTime();
                    while (consumer.poll(Duration.ofSeconds(10)).isEmpty()) {
                        assertThat(System.nanoTime() - began)
                                .isLessThan(Duration.ofSeconds(20).toNanos());
                    }
                    if (i >= WARM_UP) {
                        micros.add((System.nanoTime() - began) / 1_000);
                    }
                }
                print(micros, inventory.get("/q/metrics").body());
                assertThat(percentile(micros, 50)).isLessThan(60_000);
            }
        }
    }

    private static void print(List<Long> micros, String metrics) {
        System.out.printf(
                "report acknowledged -> entry read, µs: p50=%d p95=%d p99=%d%n",
                percentile(micros, 50), percentile(micros, 95), percentile(micros, 99));
        metrics.lines()
                .filter(line ->
                        line.startsWith("heliograph_inventory_record_seconds{") && line.contains("host-reports"))
                .forEach(System.out::println);
    }

    private static long percentile(List<Long> micros, int percent) {
        return micros.stream().sorted().toList().get(micros.size() * percent / 100);
    }
}
