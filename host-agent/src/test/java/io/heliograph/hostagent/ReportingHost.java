package io.heliograph.hostagent;

import io.heliograph.bus.kafka.KafkaForTests;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// An agent with a host name of its own on a bus, and what it reports there.
record ReportingHost(String name, RealAgent agent, KafkaForTests kafka) implements AutoCloseable {
    /// Long enough for a busy machine; what is awaited comes in milliseconds to seconds.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static ReportingHost start(String name, String dockerHost) throws Exception {
        return start(name, dockerHost, KafkaForTests.shared(), Map.of());
    }

    /// Starts an agent with a heartbeat of two seconds.
    ///
    /// @param more further variables
    static ReportingHost start(String name, String dockerHost, KafkaForTests kafka, Map<String, String> more) {
        var environment = new TreeMap<>(more);
        environment.put("HELIOGRAPH_HOST", name);
        environment.putIfAbsent("HELIOGRAPH_HEARTBEAT", "2s");
        return new ReportingHost(name, RealAgent.start(kafka.bootstrap(), dockerHost, environment), kafka);
    }

    static boolean has(HostReport report, String prefix) {
        return report.subnets().stream().map(ReportedSubnet::prefix).anyMatch(Prefix.parse(prefix)::equals);
    }

    HostReport awaitReport(Predicate<HostReport> wanted) {
        try {
            return kafka.awaitEvent(
                    Topic.HOST_REPORTS,
                    HostReport.class,
                    PATIENCE,
                    report -> report.host().value().equals(name) && wanted.test(report));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + agent.log(), e);
        }
    }

    void awaitLog(String text) throws InterruptedException {
        awaitUntil("in the log: " + text, () -> agent.log().contains(text));
    }

    void awaitUntil(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "\n" + agent.log());
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
