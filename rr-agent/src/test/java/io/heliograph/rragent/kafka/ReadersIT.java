package io.heliograph.rragent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReportVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The readers, against a broker that comes late and goes away while they follow.
class ReadersIT {
    private static final ClusterId CLUSTER = new ClusterId("lab");
    private static final ReflectorId RR01 = new ReflectorId("rr01");
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> causes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> away = new LinkedBlockingQueue<>();

    @Test
    void what_is_told_before_and_after_the_broker_was_away_arrives() throws Exception {
        try (var kafka = KafkaForTests.own();
                var reports = new HostReports(
                        kafka.bootstrap(),
                        CLUSTER,
                        report -> causes.add(report.cause()),
                        away::add,
                        InstantSource.system());
                var configs = new BusReader(
                        kafka.bootstrap(),
                        RR01,
                        new BusReader.Listener(
                                (config, _) -> texts.add(config.text()), _ -> {}, _ -> {}, _ -> {}, away::add))) {
            reports.start();
            configs.start();
            assertThat(take(away)).contains("does not exist yet");
            kafka.provision();
            kafka.send(report("first"), "/test");
            kafka.send(config("first"), "/test");
            assertThat(take(causes)).isEqualTo("first");
            assertThat(take(texts)).isEqualTo("first");

            kafka.stop();
            kafka.start();
            kafka.send(report("second"), "/test");
            kafka.send(config("second"), "/test");
            assertThat(take(causes)).isEqualTo("second");
            assertThat(take(texts)).isEqualTo("second");
        }
    }

    private static String take(BlockingQueue<String> queue) throws InterruptedException {
        return Optional.ofNullable(queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElse("nothing");
    }

    private static HostReport report(String cause) {
        return new HostReport(
                new HostId("docker01"),
                CLUSTER,
                new ReportVersion(1, 1, "agent"),
                Instant.now(),
                cause,
                new HostFacts(IpAddress.parse("2001:db8::11"), Optional.empty(), Optional.empty(), "0.1.0", "kernel"),
                List.of(),
                List.of(),
                List.of());
    }

    private static NodeConfig config(String text) {
        return new NodeConfig(
                NodeId.of(RR01),
                CLUSTER,
                Revision.of(text),
                Optional.empty(),
                text,
                "0.1.0",
                ChangeClass.ISOLATED,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "lab/host/docker01",
                List.of());
    }
}
