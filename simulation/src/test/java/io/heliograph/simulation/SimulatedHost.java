package io.heliograph.simulation;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.Attachment;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.hostagent.preflight.KernelFacts;
import io.heliograph.hostagent.report.EngineView;
import io.heliograph.hostagent.report.Granted;
import io.heliograph.hostagent.report.HostReporter;
import io.heliograph.hostagent.report.HostSelf;
import io.heliograph.hostagent.subnets.DockerNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A Docker host: its engine, whose events may be missed, and the reporting half of its agent.
final class SimulatedHost {
    private static final KernelFacts KERNEL = new KernelFacts("6.1", Optional.of("1"), List.of(), Optional.empty());

    final HostId host;
    final Map<String, DockerNetwork> networks = new TreeMap<>();
    boolean engineUp = true;
    private final HostSelf self;
    private final Timeline time;
    private final SimulatedLog log;
    private HostReporter reporter;
    private Optional<HostReport> lastReport = Optional.empty();
    private ReportVersion version;
    private int created;

    SimulatedHost(int number, ClusterId cluster, Timeline time, SimulatedLog log) {
        host = new HostId("docker0" + number);
        self = new HostSelf(host, cluster, IpAddress.parse("2001:db8::1:" + number), "0.1.0", Attachment.BGP);
        this.time = time;
        this.log = log;
        version = new ReportVersion(1, 1, host + "-1");
        reporter = HostReporter.continuing(self, Optional.empty());
    }

    /// The agent dies and starts: a new epoch, and the last report from its disk.
    void restart() {
        version = new ReportVersion(version.epoch() + 1, 1, host + "-" + (version.epoch() + 1));
        reporter = HostReporter.continuing(self, lastReport);
        look(true);
    }

    void create(String prefix) {
        var id = "%s%08d".formatted(host, ++created);
        networks.putIfAbsent(
                prefix,
                new DockerNetwork(id, "n" + created, "bridge", false, true, List.of(prefix), Map.of(), Map.of()));
    }

    void look(boolean heartbeat) {
        EngineView seen = engineUp
                ? new EngineView.Seen("28.5.2", List.copyOf(networks.values()))
                : new EngineView.Unreachable("unix:///s", "Connection refused");
        var picture = reporter.picture(seen, KERNEL, Granted.NOTHING, Optional.of("2.0.12"), time.now);
        if (picture.isEmpty() || !(heartbeat || reporter.isNews(picture.get()))) {
            return;
        }
        var report = reporter.report(picture.get(), version, time.now, "look");
        version = version.next();
        log.write(report);
        lastReport = Optional.of(report);
        reporter = reporter.afterTelling(picture.get());
    }
}
