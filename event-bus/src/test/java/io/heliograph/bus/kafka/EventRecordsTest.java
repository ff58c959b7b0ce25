package io.heliograph.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Partitions;
import io.heliograph.fleet.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventRecordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
    private static final ReflectorEntry ENTRY = new ReflectorEntry(
            new ReflectorId("rr01"),
            new ClusterId("cluster-a"),
            IpAddress.parse("2001:db8::a1"),
            Optional.empty(),
            Lifecycle.ACTIVE,
            new Change(NOW, "test", "test"));

    /// The Kafka protocol binding of CloudEvents 1.0, 3.2: attributes as `ce_` headers, the content type as
    /// `content-type`, the value as it is.
    @Test
    void a_record_is_a_cloud_event_in_binary_mode() {
        var record = EventRecords.of(ENTRY, "/inventory", NOW, 8);
        var headers = new TreeMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));

        assertThat(headers.remove("ce_id")).matches("[0-9a-f-]{36}");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_source", "/inventory",
                        "ce_type", "heliograph.fleet-entry.v1",
                        "ce_subject", "cluster-a/reflector/rr01",
                        "ce_time", "2026-03-01T12:00:00.500Z",
                        "content-type", "application/json"));
        assertThat(record.topic()).isEqualTo("heliograph.fleet");
        assertThat(record.key()).isEqualTo("cluster-a/reflector/rr01");
    }

    @Test
    void a_fleet_entry_goes_to_its_clusters_partition() {
        assertThat(EventRecords.of(ENTRY, "/inventory", NOW, 8).partition())
                .isEqualTo(Partitions.of(ENTRY.cluster(), 8));
    }

    @Test
    void a_record_reads_as_it_was_written() {
        var record = EventRecords.of(ENTRY, "/inventory", NOW, 8);

        assertThat(EventRecords.decode(Topic.FLEET, FleetEntry.class, record.headers(), record.key(), record.value()))
                .isEqualTo(new Decoded.Event<FleetEntry>(ENTRY));
    }

    @Test
    void the_last_type_header_counts_and_one_without_a_value_is_none() {
        var record = EventRecords.of(ENTRY, "/inventory", NOW, 8);
        var wrong = new RecordHeaders(record.headers().toArray());
        wrong.add("ce_type", "martian".getBytes(StandardCharsets.UTF_8));
        var none = new RecordHeaders().add("ce_type", null);

        assertThat(EventRecords.decode(Topic.FLEET, FleetEntry.class, wrong, record.key(), record.value()))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason().code()).isEqualTo(ReasonCode.TYPE_UNKNOWN));
        assertThat(EventRecords.decode(Topic.FLEET, FleetEntry.class, none, record.key(), record.value()))
                .isInstanceOf(Decoded.Event.class);
    }

    @Test
    void the_broker_is_where_the_environment_says_or_on_this_machine() {
        assertThat(BusSettings.bootstrap(Map.of("KAFKA_BOOTSTRAP_SERVERS", "k1:9092,k2:9092")))
                .isEqualTo("k1:9092,k2:9092");
        assertThat(BusSettings.bootstrap(Map.of("KAFKA_BOOTSTRAP_SERVERS", " ")))
                .isEqualTo("localhost:9092");
        assertThat(BusSettings.bootstrap(Map.of())).isEqualTo("localhost:9092");
    }
}
