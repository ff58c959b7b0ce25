package io.heliograph.hostagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the agent costs: the time from Docker's event to the bus, and memory. The figures are printed; the limits
/// only catch what is wrong by an order of magnitude, since the machine may be busy with other things.
class FootprintIT {
    private static final int NETWORKS = 30;
    private static final int MAX_RESIDENT_MB = 250;

    @Test
    void a_network_is_on_the_bus_within_milliseconds_of_dockers_event() throws Exception {
        try (var engine = RealEngine.start();
                var host = ReportingHost.start("footprint01", engine.host())) {
            host.awaitReport(report -> report.cause().equals("start"));
            var created = new ArrayList<Instant>();
            for (int i = 1; i <= NETWORKS; i++) {
                engine.docker(
                        "network",
                        "create",
                        "--ipv6",
                        "--subnet",
                        "2001:db8:" + i + "::/64",
                        "--subnet",
                        "10.200." + i + ".0/24",
                        "net" + i);
                created.add(Instant.now());
            }
            var last = host.awaitReport(report -> report.subnets().size() == NETWORKS);

            var ahead = new ArrayList<Duration>();
            for (int i = 1; i <= NETWORKS; i++) {
                var name = "net" + i;
                var subnet = last.subnets().stream()
                        .filter(s -> s.network().equals(name))
                        .findFirst()
                        .orElseThrow();
                ahead.add(Duration.between(subnet.observedAt(), created.get(i - 1)));
            }
            ahead.sort(null);
            var metrics = host.agent()
                    .get("/q/metrics")
                    .lines()
                    .filter(line -> line.startsWith("heliograph_"))
                    .toList();
            System.out.println("seen before `docker network create` returned: p50 "
                    + ahead.get(NETWORKS / 2).toMillis() + " ms; resident " + residentMegabytes(host.agent())
                    + " MB; " + metrics);
            assertThat(ahead.get(NETWORKS / 2)).isPositive();
            assertThat(metrics).anyMatch(line -> line.startsWith("heliograph_observed_to_sent_seconds_count"));
            assertThat(residentMegabytes(host.agent())).isLessThan(MAX_RESIDENT_MB);
        }
    }

    private static long residentMegabytes(RealAgent agent) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + agent.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> List.of(line.split("\\s+")).get(1))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
