package io.heliograph.rragent.kafka;

import io.heliograph.bus.kafka.EventRecords;
import io.heliograph.bus.kafka.ReadLoop;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.wire.Decoded;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/// Brings what the hosts of a cluster report, from a little before now on: each host repeats itself with every
/// heartbeat, so that nothing older is needed. On a thread and a connection of its own: nothing waits for it.
public final class HostReports implements AutoCloseable {
    private static final Duration RECENT = Duration.ofMinutes(2);

    private final String bootstrap;
    private final ClusterId cluster;
    private final Consumer<HostReport> listener;
    private final Consumer<String> log;
    private final InstantSource clock;
    // The reader of configurations tells of a bus that is away.
    private final ReadLoop loop = new ReadLoop("host-reports", this::read, _ -> {});

    /// @param listener is called on this reader's thread
    public HostReports(
            String bootstrap,
            ClusterId cluster,
            Consumer<HostReport> listener,
            Consumer<String> log,
            InstantSource clock) {
        this.bootstrap = bootstrap;
        this.cluster = cluster;
        this.listener = listener;
        this.log = log;
        this.clock = clock;
    }

    public void start() {
        loop.thread().start();
    }

    private void read() {
        try {
            follow();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            log.accept("probe=reports-failed error=\"" + e + "\"");
        }
    }

    private void follow() {
        var open = TopicReader.open(bootstrap, Topic.HOST_REPORTS);
        if (open.isPresent()) {
            try (var reports = open.get()) {
                reports.skipTo(clock.instant().minus(RECENT));
                while (loop.isOn()) {
                    for (var record : reports.next()) {
                        if (EventRecords.decode(Topic.HOST_REPORTS, HostReport.class, record)
                                        instanceof Decoded.Event<HostReport>(HostReport report)
                                && report.cluster().equals(cluster)) {
                            listener.accept(report);
                        }
                    }
                }
            }
        }
    }

    /// A poll lasts half a second, and the thread is a daemon: nobody waits for it.
    @Override
    public void close() {
        loop.end();
    }
}
