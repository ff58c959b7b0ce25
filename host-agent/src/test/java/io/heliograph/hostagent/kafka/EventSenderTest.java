package io.heliograph.hostagent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EventSenderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Message<? extends byte[]>> sent = new ArrayList<>();

    /// Takes every message and acknowledges none.
    private final class Channel implements Emitter<byte[]> {
        @Override
        public CompletionStage<Void> send(byte[] payload) {
            throw new UnsupportedOperationException("messages only: a payload has no key");
        }

        @Override
        public <M extends Message<? extends byte[]>> void send(M message) {
            sent.add(message);
        }

        @Override
        public void complete() {}

        @Override
        public void error(Exception e) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }

    private final EventSender sender = new EventSender(new Channel(), InstantSource.fixed(NOW));

    private static HostReport report(int subnets) {
        return new HostReport(
                new HostId("docker01"),
                new ClusterId("lab"),
                new ReportVersion(1, 1, "i"),
                NOW,
                "start",
                new HostFacts(IpAddress.parse("fd00::1"), Optional.empty(), Optional.empty(), "0.1.0", "6.1"),
                IntStream.range(0, subnets)
                        .mapToObj(i -> new ReportedSubnet(
                                new Prefix(new IpAddress(IpAddress.Family.IPV6, 0x20010db800000000L + i, 0), 64),
                                "net" + i,
                                "id" + i,
                                "bridge",
                                Map.of(),
                                NOW))
                        .toList(),
                List.of(),
                List.of());
    }

    @Test
    void a_report_goes_to_its_topic_keyed_by_host_with_cloudevents_headers() {
        assertThat(sender.send(report(3), Optional.empty())).isTrue();

        var metadata =
                sent.getFirst().getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getTopic()).isEqualTo("heliograph.host-reports");
        assertThat(metadata.getKey()).isEqualTo("docker01");
        assertThat(new String(
                        metadata.getHeaders().lastHeader("ce_source").value(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("/host/docker01");
    }

    /// Half a report would withdraw the other half, so one that nobody could read is not sent at all.
    @Test
    void a_report_that_nobody_could_read_is_not_sent_and_the_next_is() {
        assertThat(sender.send(report(20_000), Optional.empty())).isFalse();
        assertThat(sent).isEmpty();
        assertThat(sender.send(report(1), Optional.empty())).isTrue();
        assertThat(sent).hasSize(1);
    }
}
