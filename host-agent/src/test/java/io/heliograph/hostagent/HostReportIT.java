package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a real engine does to its networks is on a real bus soon after.
class HostReportIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static RealEngine engine;
    private static KafkaForTests kafka;
    private RealAgent agent;

    @BeforeAll
    static void startParts() throws Exception {
        engine = RealEngine.start();
        kafka = KafkaForTests.shared();
    }

    @AfterAll
    static void stopParts() {
        engine.close();
    }

    @BeforeEach
    void startAgent(org.junit.jupiter.api.TestInfo info) {
        // A host of its own for each test: the topic is shared.
        var host = "h" + Integer.toHexString(info.getDisplayName().hashCode());
        agent = RealAgent.start(
                kafka.bootstrap(), engine.host(), Map.of("HELIOGRAPH_HOST", host, "HELIOGRAPH_HEARTBEAT", "2s"));
    }

    @AfterEach
    void stopAgent() {
        System.out.println(agent.log());
        agent.close();
    }

    private HostReport await(Predicate<HostReport> wanted) {
        return kafka.awaitEvent(Topic.HOST_REPORTS, HostReport.class, SOON, wanted);
    }

    @Test
    void a_network_is_reported_and_its_removal_too() {
        var network = "blue";
        engine.docker("network", "create", "--ipv6", "--subnet", "2001:db8:1::/64", network);
        try {
            var report = await(r -> has(r, "2001:db8:1::/64"));
            assertThat(report.facts().engine()).isPresent();
            assertThat(report.notAnnounced())
                    .extracting(reason -> reason.code())
                    .contains(ReasonCode.NETWORK_DRIVER_UNSUPPORTED, ReasonCode.NETWORK_WITHOUT_IPV6);
        } finally {
            engine.docker("network", "rm", network);
        }
        var after = await(r -> r.cause().equals("network destroy"));
        assertThat(after.subnets()).isEmpty();
    }

    private static boolean has(HostReport report, String prefix) {
        return report.subnets().stream().map(ReportedSubnet::prefix).anyMatch(Prefix.parse(prefix)::equals);
    }
}
