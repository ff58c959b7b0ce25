package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.bus.kafka.KafkaForTests;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bus is away, or the environment makes no sense.
class BusFaultsIT {
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
    void an_agent_starts_without_a_bus_and_tells_the_latest_when_it_comes() throws Exception {
        try (var kafka = KafkaForTests.own()) {
            kafka.provision();
            kafka.stop();
            try (var host = ReportingHost.start("nobus01", engine.host(), kafka, Map.of())) {
                host.awaitLog("event=report");
                assertThat(host.agent().get("/q/health/live")).startsWith("200");
                assertThat(host.agent().get("/q/health/ready"))
                        .startsWith("503")
                        .contains("KAFKA_UNREACHABLE");
                engine.docker("network", "create", "--ipv6", "--subnet", "2001:db8:5::/64", "early");
                host.awaitLog("subnets=1");

                kafka.start();
                var report = host.awaitReport(r -> ReportingHost.has(r, "2001:db8:5::/64"));
                assertThat(report.version().epoch()).isEqualTo(1);
                // The report goes out by a connection of its own: the reader may be a moment later.
                host.awaitLog("event=bus-reachable");

                kafka.stop();
                host.awaitLog("event=bus-unreachable");
                engine.docker("network", "rm", "early");
                kafka.start();
                host.awaitReport(r ->
                        r.version().isAfter(report.version()) && r.subnets().isEmpty());
                assertThat(host.agent().isAlive()).isTrue();
            } finally {
                engine.docker("network", "prune", "-f");
            }
        }
    }

    @Test
    void a_broker_whose_name_is_unknown_is_waited_for() throws Exception {
        try (var agent = RealAgent.start("nowhere.invalid:9092", engine.host(), Map.of())) {
            var host = new ReportingHost("docker01", agent, KafkaForTests.shared());
            host.awaitLog("event=report");
            assertThat(agent.get("/q/health/live")).startsWith("200");
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HELIOGRAPH_HOST,'bad\"; name',NAME_INVALID",
        "HELIOGRAPH_CLUSTER,'',HELIOGRAPH_CLUSTER",
        "HELIOGRAPH_ADDRESS,fe80::1%eth0,ADDRESS_INVALID",
        "HELIOGRAPH_DOCKER_HOST,/var/run/docker.sock,HELIOGRAPH_DOCKER_HOST",
        "HELIOGRAPH_HEARTBEAT,1ms,HELIOGRAPH_HEARTBEAT",
    })
    void settings_that_make_no_sense_are_refused_by_name(String variable, String value, String named) throws Exception {
        try (var agent = RealAgent.start("localhost:1", engine.host(), Map.of(variable, value))) {
            assertThat(agent.awaitExit()).isEqualTo(2);
            assertThat(agent.log()).contains("event=start-refused").contains(named);
        }
    }
}
