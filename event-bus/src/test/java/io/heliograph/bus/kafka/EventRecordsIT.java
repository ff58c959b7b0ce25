package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ChangeClass;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class EventRecordsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaForTests kafka;

    EventRecordsIT() throws Exception {
        kafka = KafkaForTests.shared();
    }

    @Test
    void a_configuration_of_twenty_megabytes_travels_whole() {
        var text = new StringBuilder();
        for (int i = 0; text.length() < 20 << 20; i++) {
            text.append("  if net = 2001:db8:%x::/64 then accept;\n".formatted(i & 0xffff));
        }
        var config = config("rr-large", text.toString());

        var sent = send(config);
        var received = kafka.awaitEvent(
                Topic.CONFIGS,
                NodeConfig.class,
                PATIENCE,
                candidate -> candidate.node().equals(config.node()));

        assertThat(received.revision()).isEqualTo(Revision.of(received.text()));
        assertThat(received.equals(config)).isTrue();
        assertThat(sent.serializedValueSize()).as("bytes before compression").isGreaterThan(20 << 20);
    }

    @Test
    void a_record_beyond_the_topics_limit_is_refused_clearly_and_the_producer_lives() throws Exception {
        var noise = new byte[(Topic.ROUTES.maxMessageBytes() * 3) / 2];
        new Random(7).nextBytes(noise); // what zstd cannot make smaller
        try (var producer = new KafkaProducer<String, byte[]>(BusSettings.producer(kafka.bootstrap()))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(Topic.ROUTES.topicName(), "large", noise))
                            .get())
                    .hasCauseInstanceOf(RecordTooLargeException.class)
                    .hasMessageContaining("larger than the max message size");
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(
                                    Topic.CONFIGS.topicName(), "huge", new byte[BusSettings.MAX_REQUEST_BYTES + 1]))
                            .get())
                    .hasCauseInstanceOf(RecordTooLargeException.class)
                    .hasMessageContaining("max.request.size");

            producer.send(new ProducerRecord<>(Topic.ROUTES.topicName(), "small", new byte[] {1}))
                    .get();
        }
        kafka.await(Topic.ROUTES, PATIENCE, record -> "small".equals(record.key()));
        assertThat(kafka.readAll(Topic.ROUTES)).noneMatch(record -> "large".equals(record.key()));
    }

    @Test
    void a_poison_record_is_a_value_and_what_follows_it_is_read() throws Exception {
        var config = config("rr-after", "router id 192.0.2.1;\n");
        kafka.sendRaw(Topic.CONFIGS, "reflector/rr-after", "{".getBytes(StandardCharsets.UTF_8));
        kafka.sendRaw(Topic.CONFIGS, "reflector/rr-after", null);
        kafka.send(config, "/renderer");

        assertThat(kafka.awaitEvent(Topic.CONFIGS, NodeConfig.class, PATIENCE, config::equals))
                .isEqualTo(config);
        assertThat(kafka.readAll(Topic.CONFIGS).stream()
                        .filter(record -> "reflector/rr-after".equals(record.key()))
                        .map(record -> EventRecords.decode(Topic.CONFIGS, NodeConfig.class, record)))
                .satisfiesExactly(
                        poison -> assertThat(poison)
                                .isInstanceOfSatisfying(
                                        Decoded.Malformed.class,
                                        malformed -> assertThat(
                                                        malformed.reason().code())
                                                .isEqualTo(ReasonCode.MALFORMED_JSON)),
                        tombstone -> assertThat(tombstone).isInstanceOf(Decoded.Tombstone.class),
                        event -> assertThat(event).isEqualTo(new Decoded.Event<>(config)));
    }

    private RecordMetadata send(NodeConfig config) {
        try {
            return kafka.send(config, "/renderer");
        } catch (Exception e) {
            throw new AssertionError("the record did not go out", e);
        }
    }

    private static NodeConfig config(String reflector, String text) {
        return new NodeConfig(
                NodeId.of(new ReflectorId(reflector)),
                new ClusterId("a"),
                Revision.of(text),
                Optional.empty(),
                text,
                "test",
                ChangeClass.NONE,
                NodeConfig.ChangeCost.NOTHING,
                Map.of(),
                "test",
                List.of());
    }
}
