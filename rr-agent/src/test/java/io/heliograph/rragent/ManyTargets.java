package io.heliograph.rragent;

import com.sun.management.UnixOperatingSystemMXBean;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostFacts;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.Stage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The real probe of thousands of subnets, as a process that a test starts in a network namespace. It says what it has
/// learned each second until its input ends:
///
/// ```
/// seconds=12 answered=5000 silent=300 wrong=0 told=5300 cpu=1200 files=8 threads=2
/// ```
final class ManyTargets {
    /// Prefixes by these words answer, drop, and cannot be sent to.
    static final String ANSWERS = "fd01:0:0:%x::%s";

    static final String ANSWERS_IPV4 = "10.129.%d.%s";
    static final String DROPS = "fd02:0:0:%x::%s";
    static final String UNREACHABLE = "fd09:0:0:%x::%s";
    private static final int IPV4_SUBNETS = 250;
    private static final Duration EACH_SECOND = Duration.ofSeconds(1);

    private final UnixOperatingSystemMXBean machine =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Map<Prefix, RouteProbe.Result> told = new ConcurrentHashMap<>();
    private final Map<Prefix, Boolean> wrong = new ConcurrentHashMap<>();
    private final List<Prefix> subnets = new ArrayList<>();
    private final List<IpAddress> targets = new ArrayList<>();

    /// Runs until its input has something.
    ///
    /// @param words how many answer, drop and cannot be sent to, and the seconds of a round
    public static void main(String... words) throws Exception {
        new ManyTargets().run(words);
    }

    private void run(String... words) throws Exception {
        int answering = Integer.parseInt(words[0]);
        add(ANSWERS, answering - IPV4_SUBNETS);
        add(ANSWERS_IPV4, IPV4_SUBNETS);
        add(DROPS, Integer.parseInt(words[1]));
        add(UNREACHABLE, Integer.parseInt(words[2]));
        try (var probe = new ProbeWatch(
                Duration.ofSeconds(Long.parseLong(words[3])), this::write, this::log, InstantSource.system())) {
            for (int i = 0; i < subnets.size(); i++) {
                probe.seen(route(i));
                probe.heard(report(i));
            }
            told.clear();
            long began = System.nanoTime();
            long cpu = machine.getProcessCpuTime();
            probe.start();
            for (int second = 0; System.in.available() == 0; second++) {
                Thread.sleep(EACH_SECOND);
                if (second % 20 == 0) {
                    for (int i = 0; i < subnets.size(); i++) {
                        probe.heard(report(i));
                    }
                }
                var tally = probe.tally();
                System.out.printf(
                        "seconds=%d answered=%d silent=%d wrong=%d told=%d cpu=%d files=%d threads=%d%n",
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        tally.getOrDefault(RouteProbe.Result.ANSWERED, 0),
                        tally.getOrDefault(RouteProbe.Result.SILENT, 0),
                        wrong.size(),
                        told.size(),
                        Duration.ofNanos(machine.getProcessCpuTime() - cpu).toMillis(),
                        machine.getOpenFileDescriptorCount(),
                        Thread.activeCount());
            }
        }
    }

    private void log(String line) {
        System.out.println(line);
    }

    private void add(String words, int count) {
        boolean ipv4 = words.equals(ANSWERS_IPV4);
        for (int i = 0; i < count; i++) {
            subnets.add(Prefix.parse(words.formatted(i, ipv4 ? "0/24" : "/64")));
            targets.add(IpAddress.parse(words.formatted(i, "9")));
        }
    }

    private void write(RouteHealth health) {
        health.probe().ifPresent(probe -> {
            told.put(health.prefix(), probe.result());
            boolean drops = health.prefix().toString().startsWith("fd02:");
            if (drops != (probe.result() == RouteProbe.Result.SILENT)) {
                wrong.put(health.prefix(), true);
            }
        });
    }

    private RouteHealth route(int i) {
        return new RouteHealth(
                subnets.get(i),
                "rr01",
                new ClusterId("lab"),
                new HostId("host" + i),
                "",
                Stage.VERIFIED,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                Instant.EPOCH,
                Optional.empty());
    }

    private HostReport report(int i) {
        return new HostReport(
                new HostId("host" + i),
                new ClusterId("lab"),
                new ReportVersion(1, 1, "i"),
                Instant.EPOCH,
                "start",
                new HostFacts(IpAddress.parse("fd00::1"), Optional.empty(), Optional.empty(), "0.1.0", "6.1"),
                List.of(new ReportedSubnet(subnets.get(i), "blue", "id", "bridge", Map.of(), Instant.EPOCH)
                        .with(Optional.of(targets.get(i)))),
                List.of(),
                List.of());
    }
}
