package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The engine is killed, frozen or away: the last report stands, and is true again soon after its return.
class EngineFaultsIT {
    private static final String SUBNET = "2001:db8:1::/64";

    private static boolean isWithoutEngine(HostReport report) {
        return report.facts().engine().isEmpty()
                && report.preflight().stream().anyMatch(reason -> reason.code() == ReasonCode.ENGINE_UNREACHABLE);
    }

    @Test
    void a_killed_engine_withdraws_nothing_and_what_changed_meanwhile_is_seen_at_its_return() throws Exception {
        try (var engine = RealEngine.start();
                var host = ReportingHost.start("killed01", engine.host())) {
            engine.docker("network", "create", "--ipv6", "--subnet", SUBNET, "blue");
            host.awaitReport(report -> ReportingHost.has(report, SUBNET));

            engine.kill();
            var without = host.awaitReport(EngineFaultsIT::isWithoutEngine);
            assertThat(ReportingHost.has(without, SUBNET)).isTrue();

            engine.restart();
            var back = host.awaitReport(report -> report.version().isAfter(without.version())
                    && report.facts().engine().isPresent());
            assertThat(back.subnets()).isEqualTo(without.subnets());

            engine.docker("network", "create", "--ipv6", "--subnet", "2001:db8:2::/64", "green");
            host.awaitReport(report -> ReportingHost.has(report, "2001:db8:2::/64"));
        }
    }

    @Test
    void a_frozen_engine_is_named_and_its_thaw_is_noticed_within_seconds() throws Exception {
        try (var engine = RealEngine.start();
                var host = ReportingHost.start("frozen01", engine.host())) {
            engine.docker("network", "create", "--ipv6", "--subnet", SUBNET, "blue");
            host.awaitReport(report -> ReportingHost.has(report, SUBNET));

            engine.freeze();
            var without = host.awaitReport(EngineFaultsIT::isWithoutEngine);
            assertThat(ReportingHost.has(without, SUBNET)).isTrue();

            engine.thaw();
            long thawed = System.nanoTime();
            engine.docker("network", "rm", "blue");
            var after = host.awaitReport(
                    report -> report.version().isAfter(without.version()) && !ReportingHost.has(report, SUBNET));
            assertThat(after.facts().engine()).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - thawed)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void without_an_engine_and_without_a_memory_nothing_is_reported_until_it_comes() throws Exception {
        try (var engine = RealEngine.prepared();
                var host = ReportingHost.start("late01", engine.host())) {
            host.awaitUntil("health", () -> answers(host, "/q/health/live", "200"));
            assertThat(host.agent().get("/q/health/ready")).startsWith("503").contains("ENGINE_UNREACHABLE");

            engine.restart();

            var first = host.awaitReport(_ -> true);
            assertThat(first.cause()).isEqualTo("start");
            assertThat(first.facts().engine()).isPresent();
        }
    }

    @Test
    void an_agent_that_restarts_beside_a_dead_engine_reports_what_it_remembers() throws Exception {
        try (var engine = RealEngine.start();
                var host = ReportingHost.start("memory01", engine.host())) {
            engine.docker("network", "create", "--ipv6", "--subnet", SUBNET, "blue");
            host.awaitReport(report -> ReportingHost.has(report, SUBNET));
            host.awaitLog("subnets=1");

            engine.kill();
            host.agent().kill();
            host.agent().start();

            var after = host.awaitReport(report -> report.version().epoch() == 2);
            assertThat(isWithoutEngine(after)).isTrue();
            assertThat(ReportingHost.has(after, SUBNET)).isTrue();
        }
    }

    private static boolean answers(ReportingHost host, String path, String status) {
        try {
            return host.agent().get(path).startsWith(status);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
