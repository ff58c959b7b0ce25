package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a real engine does to its networks is on a real bus soon after.
class HostReportIT {
    private static RealEngine engine;

    @BeforeAll
    static void startEngine() {
        engine = RealEngine.start();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @Test
    void a_network_is_reported_and_its_removal_too() throws Exception {
        // A heartbeat that looks just before the engine's event comes would be the one to find the network.
        var seldom = Map.of("HELIOGRAPH_HEARTBEAT", "60s");
        try (var host = ReportingHost.start("networks01", engine.host(), KafkaForTests.shared(), seldom)) {
            host.awaitLog("event=engine-connected");
            var before = host.awaitReport(report -> report.cause().equals("start"));
            assertThat(before.facts().engine()).isPresent();
            assertThat(before.notAnnounced())
                    .extracting(Reason::code)
                    .contains(ReasonCode.NETWORK_DRIVER_UNSUPPORTED, ReasonCode.NETWORK_WITHOUT_IPV6);
            assertThat(before.version().epoch()).isEqualTo(1);

            engine.docker("network", "create", "--ipv6", "--subnet", "2001:db8:1::/64", "blue");
            var created = host.awaitReport(report -> ReportingHost.has(report, "2001:db8:1::/64"));
            engine.docker("network", "rm", "blue");
            var removed = host.awaitReport(report ->
                    report.version().isAfter(created.version()) && !ReportingHost.has(report, "2001:db8:1::/64"));

            assertThat(created.cause()).isEqualTo("network create");
            assertThat(created.subnets().getFirst().network()).isEqualTo("blue");
            assertThat(created.subnets().getFirst().observedAt()).isAfter(before.observedAt());
            assertThat(removed.cause()).isEqualTo("network destroy");
            assertThat(List.of(before, created, removed))
                    .extracting(HostReport::version)
                    .isSortedAccordingTo(ReportVersion.ORDER);
        }
    }

    @Test
    void an_opted_out_network_is_named_and_a_label_with_control_characters_kills_nobody() throws Exception {
        try (var host = ReportingHost.start("labels01", engine.host())) {
            engine.docker(
                    "network",
                    "create",
                    "--ipv6",
                    "--subnet",
                    "2001:db8:2::/64",
                    "--label",
                    "heliograph.advertise=false",
                    "hidden");
            engine.docker(
                    "network",
                    "create",
                    "--ipv6",
                    "--subnet",
                    "2001:db8:3::/64",
                    "--label",
                    "heliograph.communities=\u0007\n\"};",
                    "odd");
            try {
                var report = host.awaitReport(r -> ReportingHost.has(r, "2001:db8:3::/64"));

                assertThat(ReportingHost.has(report, "2001:db8:2::/64")).isFalse();
                assertThat(report.notAnnounced())
                        .filteredOn(reason -> reason.code() == ReasonCode.NETWORK_OPTED_OUT)
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.message()).contains("hidden"));
                assertThat(report.subnets().getFirst().labels())
                        .containsEntry("heliograph.communities", "\u0007\n\"};");
            } finally {
                engine.docker("network", "rm", "hidden", "odd");
            }
        }
    }

    @Test
    void the_heartbeat_sends_the_same_again_with_the_next_version() throws Exception {
        try (var host = ReportingHost.start("heartbeat01", engine.host())) {
            var first = host.awaitReport(report -> report.cause().equals("heartbeat"));
            var second = host.awaitReport(report ->
                    report.cause().equals("heartbeat") && report.version().isAfter(first.version()));

            assertThat(second.subnets()).isEqualTo(first.subnets());
            assertThat(second.facts()).isEqualTo(first.facts());
        }
    }

    @Test
    void a_restarted_agent_begins_a_new_epoch_and_remembers_when_it_saw_each_subnet() throws Exception {
        engine.docker("network", "create", "--ipv6", "--subnet", "2001:db8:4::/64", "kept");
        try (var host = ReportingHost.start("restart01", engine.host())) {
            var before = host.awaitReport(report -> ReportingHost.has(report, "2001:db8:4::/64"));
            host.awaitLog("event=report");
            host.agent().kill();
            host.agent().start();
            var after = host.awaitReport(report -> report.version().epoch() == 2);

            assertThat(after.cause()).isEqualTo("start");
            assertThat(after.subnets()).isEqualTo(before.subnets());
            assertThat(after.version().instance()).isNotEqualTo(before.version().instance());
        } finally {
            engine.docker("network", "rm", "kept");
        }
    }
}
