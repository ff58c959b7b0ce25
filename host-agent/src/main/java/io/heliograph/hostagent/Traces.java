package io.heliograph.hostagent;

import io.heliograph.bus.http.Tracer;
import io.heliograph.bus.trace.ConfigTrace;
import io.heliograph.bus.trace.Span;
import io.heliograph.bus.trace.TraceContext;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// The two ends of a trace that lie on a host: Docker's event with the report of it, and what became of the
/// configuration that came of it.
final class Traces implements AutoCloseable {
    /// A subnet that was seen longer ago is not what the report is about.
    private static final Duration NEWS = Duration.ofSeconds(5);

    private static final String HEARTBEAT = "heartbeat";

    private record Reported(ReportVersion version, TraceContext docker, Instant at) {}

    private final Tracer tracer;
    private final InstantSource clock;
    private final ConfigTrace configs = new ConfigTrace();
    private volatile Optional<Reported> last = Optional.empty();

    Traces(Tracer tracer, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    /// A report is to be sent; gives what goes into its headers. A heartbeat tells nothing new.
    Optional<TraceContext> reported(HostReport report) {
        if (!tracer.isOn() || report.cause().equals(HEARTBEAT)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var trace = tracer.begin(
                "docker " + report.cause(),
                report.subnets().stream()
                        .map(subnet -> subnet.observedAt())
                        .filter(at -> at.isAfter(report.observedAt().minus(NEWS)))
                        .max(Comparator.naturalOrder())
                        .filter(at -> at.isBefore(report.observedAt()))
                        .orElse(report.observedAt()),
                now,
                Map.of("host", report.host().value()));
        last = trace.map(context -> new Reported(report.version(), context, now));
        return trace.map(Traces::sending);
    }

    private static TraceContext sending(TraceContext docker) {
        return docker.child(SENT);
    }

    private static final String SENT = "report sent";

    /// The bus has a report.
    void sent(HostReport report) {
        last.filter(it -> it.version().equals(report.version()))
                .ifPresent(it -> tracer.note(Span.after(it.docker(), SENT, it.at(), clock.instant(), Map.of())));
    }

    void offered(Revision revision, Optional<TraceContext> trace) {
        configs.offered(revision, trace, clock.instant());
    }

    /// What goes into the headers of a result.
    Optional<TraceContext> applied(ApplyResult result) {
        var step = configs.applied(result);
        step.ifPresent(tracer::note);
        return step.map(Span::context);
    }

    @Override
    public void close() {
        tracer.close();
    }
}
