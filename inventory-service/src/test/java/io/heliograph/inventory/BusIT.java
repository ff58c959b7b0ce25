package io.heliograph.inventory;

import static io.heliograph.inventory.admission.Given.report;
import static io.heliograph.inventory.admission.Given.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.EventCodec;
import io.heliograph.fleet.wire.Partitions;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.Given;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything that can come over the bus, on a real broker: each trouble has its reason, and the others go on.
class BusIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static KafkaForTests kafka;
    private static InventoryProcess inventory;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaForTests.own();
        kafka.provision();
        // A cluster that a former inventory wrote.
        kafka.send(Given.cluster(), "/test");
        kafka.send(Given.reflector(), "/test");
        inventory = InventoryProcess.start(kafka.bootstrap()).awaitReady();
    }

    @AfterAll
    static void stop() {
        inventory.close();
        kafka.close();
    }

    @Test
    void a_report_becomes_a_fleet_entry_in_its_clusters_partition_and_a_route() throws Exception {
        kafka.send(report("docker10", 1, "2001:db8:c010::/64"), "/host/docker10");

        var record = kafka.await(Topic.FLEET, SOON, r -> r.key().equals("lab/host/docker10"));
        assertThat(record.partition()).isEqualTo(Partitions.of(Given.LAB, Partitions.DEFAULT));
        assertThat(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("heliograph.fleet-entry.v1");
        var route = kafka.awaitEvent(
                Topic.ROUTES,
                RouteHealth.class,
                SOON,
                health -> health.prefix().equals(Prefix.parse("2001:db8:c010::/64")));
        assertThat(route.stage()).isEqualTo(Stage.ADMITTED);
        assertThat(route.reachedAt()).containsKeys(Stage.OBSERVED, Stage.ADMITTED);
    }

    @Test
    void what_is_no_report_becomes_one_dead_letter_each_and_the_next_host_is_served() throws Exception {
        var valid = new String(EventCodec.encode(report("docker20", 1, "2001:db8:c020::/64")), StandardCharsets.UTF_8);
        refused("docker20", "{\"host\": ", ReasonCode.MALFORMED_JSON);
        refused("docker20", valid.replace("\"epoch\":1", "\"epoch\":\"one\""), ReasonCode.FIELD_INVALID);
        refused("docker20", valid.replace("\"docker20\"", "\"x\\\"; reject; }\""), ReasonCode.NAME_INVALID);
        refused("docker20", valid.replace("2001:db8:c020::/64", "2001:db8:c020::1/64"), ReasonCode.PREFIX_INVALID);
        refused("docker21", valid, ReasonCode.KEY_MISMATCH);
        var large = valid.replace("network create", "x".repeat(EventCodec.MAX_VALUE_BYTES));
        refused("docker20", large, ReasonCode.RECORD_TOO_LARGE);

        kafka.send(report("docker22", 1, "2001:db8:c022::/64"), "/host/docker22");
        assertThat(admitted(host("docker22", entry -> true))).containsExactly("2001:db8:c022::/64");
        assertThat(inventory.isAlive()).isTrue();
    }

    private static void refused(String key, String value, ReasonCode code) throws Exception {
        var at = kafka.sendRaw(Topic.HOST_REPORTS, key, value.getBytes(StandardCharsets.UTF_8));
        var letter = kafka.awaitEvent(
                Topic.DEAD_LETTER,
                DeadLetter.class,
                SOON,
                candidate -> candidate.partition() == at.partition() && candidate.offset() == at.offset());
        assertThat(letter.reason().code()).isEqualTo(code);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.payloadBytes()).isEqualTo(value.length());
        assertThat(letter.payload().length()).isLessThanOrEqualTo(4096);
    }

    @Test
    void a_wrong_type_is_a_dead_letter() throws Exception {
        kafka.sendRaw(
                Topic.HOST_REPORTS, "docker23", EventCodec.encode(Given.cluster())); // no header: read as a report
        var letter = kafka.awaitEvent(
                Topic.DEAD_LETTER,
                DeadLetter.class,
                SOON,
                candidate -> candidate.key().equals("docker23"));
        assertThat(letter.reason().code()).isEqualTo(ReasonCode.FIELD_INVALID);
    }

    @Test
    void bad_subnets_are_in_quarantine_with_their_reasons_and_the_good_one_is_announced() throws Exception {
        kafka.send(
                report("docker30", 1, "::/0", "2001:db8:c030::1/128", "2001:db9::/64", "2001:db8:c030:1::/64"),
                "/host/docker30");
        var entry = host("docker30", candidate -> true);
        assertThat(admitted(entry)).containsExactly("2001:db8:c030:1::/64");
        assertThat(entry.quarantined())
                .extracting(quarantined -> quarantined.reason().code())
                .containsExactlyInAnyOrder(
                        ReasonCode.DEFAULT_ROUTE_REFUSED,
                        ReasonCode.PREFIX_LENGTH_REFUSED,
                        ReasonCode.PREFIX_OUTSIDE_AGGREGATES);
    }

    @Test
    void a_label_with_control_characters_costs_its_own_subnet_only() throws Exception {
        var bad = subnet("2001:db8:c031::/64", "bad", Map.of("heliograph.note", "a\u0007\n}"));
        kafka.send(
                report("docker31", Given.version(1, 1), List.of(bad, subnet("2001:db8:c032::/64"))), "/host/docker31");
        var entry = host("docker31", candidate -> true);
        assertThat(admitted(entry)).containsExactly("2001:db8:c032::/64");
        assertThat(entry.quarantined().getFirst().reason().code()).isEqualTo(ReasonCode.LABEL_INVALID);
    }

    @Test
    void an_unknown_cluster_is_a_reason_in_the_entry() throws Exception {
        var report = report(
                "docker33",
                new ClusterId("nowhere"),
                Given.version(1, 1),
                Given.address("docker33"),
                List.of(subnet("2001:db8:c033::/64")),
                List.of());
        kafka.send(report, "/host/docker33");
        assertThat(host("docker33", candidate -> true).reason().map(Reason::code))
                .contains(ReasonCode.CLUSTER_UNKNOWN);
    }

    @Test
    void the_holder_keeps_its_prefix_until_it_lets_go() throws Exception {
        kafka.send(report("docker40", 1, "2001:db8:c040::/64"), "/host/docker40");
        host("docker40", candidate -> !candidate.admitted().isEmpty());
        kafka.send(report("docker41", 1, "2001:db8:c040::/64"), "/host/docker41");
        var claimant = host("docker41", candidate -> true);
        assertThat(claimant.admitted()).isEmpty();
        assertThat(claimant.quarantined().getFirst().reason().code()).isEqualTo(ReasonCode.PREFIX_TAKEN);

        kafka.send(report("docker40", 2), "/host/docker40");

        host("docker41", candidate -> !candidate.admitted().isEmpty());
        assertThat(inventory.status().routes().expected()).isPositive();
    }

    @Test
    void repeated_older_and_second_agents_reports_change_nothing_but_the_last_is_told() throws Exception {
        send("docker50", new ReportVersion(2, 5, "first"), "2001:db8:c050::/64");
        host("docker50", candidate -> true);
        send("docker50", new ReportVersion(2, 5, "first"), "2001:db8:c051::/64");
        send("docker50", new ReportVersion(2, 4, "first"), "2001:db8:c051::/64");
        send("docker50", new ReportVersion(2, 9, "second"), "2001:db8:c051::/64");

        var entry = host("docker50", candidate -> candidate.reason().isPresent());

        assertThat(entry.reason().map(Reason::code)).contains(ReasonCode.IDENTITY_DUPLICATE);
        assertThat(admitted(entry)).containsExactly("2001:db8:c050::/64");
        var metrics = inventory.get("/q/metrics").body();
        assertThat(metrics).contains("heliograph_inventory_dropped_total{code=\"REPORT_STALE\"} 2.0");
    }

    private static void send(String host, ReportVersion version, String prefix) throws Exception {
        kafka.send(report(host, version, List.of(subnet(prefix))), "/host/" + host);
    }

    static HostEntry host(String name, Predicate<HostEntry> wanted) {
        return (HostEntry) kafka.awaitEvent(
                Topic.FLEET,
                FleetEntry.class,
                SOON,
                entry -> entry instanceof HostEntry host && host.host().value().equals(name) && wanted.test(host));
    }

    static List<String> admitted(HostEntry entry) {
        return entry.admitted().stream()
                .map(subnet -> subnet.prefix().toString())
                .toList();
    }
}
