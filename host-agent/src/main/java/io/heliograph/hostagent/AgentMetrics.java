package io.heliograph.hostagent;

import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportedSubnet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;

/// What the agent counts.
@ApplicationScoped
class AgentMetrics {
    private final Counter engineEvents;
    private final Counter reports;
    private final Timer observedToSent;
    private final InstantSource clock;
    private Instant newest;

    @Inject
    AgentMetrics(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        this.newest = clock.instant();
        engineEvents = Counter.builder("heliograph.engine.events")
                .description("Bells that Docker rang")
                .register(registry);
        reports = Counter.builder("heliograph.reports.sent")
                .description("Reports that the bus has acknowledged")
                .register(registry);
        observedToSent = Timer.builder("heliograph.observed.to.sent")
                .description("From Docker's event to the bus having the report of the subnet")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void engineEvent() {
        engineEvents.increment();
    }

    synchronized void reportSent(HostReport report) {
        reports.increment();
        report.subnets().stream()
                .map(ReportedSubnet::observedAt)
                .max(Comparator.naturalOrder())
                .filter(observed -> observed.isAfter(newest))
                .ifPresent(observed -> {
                    newest = observed;
                    observedToSent.record(Duration.between(observed, clock.instant()));
                });
    }
}
