package io.heliograph.hostagent;

import io.heliograph.birdcontrol.prometheus.FamilyCollector;
import io.heliograph.birdcontrol.sample.BirdSamples;
import io.heliograph.birdcontrol.sample.Buckets;
import io.heliograph.birdcontrol.sample.Family;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.hostagent.kafka.EventSender;
import io.heliograph.hostagent.report.Bell;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/// What the agent measures: BIRD's figures under bird_exporter's names, and its own. A scrape asks nobody.
@ApplicationScoped
class AgentMetrics {
    private final MeterRegistry registry;
    private final CollectorRegistry exposition;
    private final EventSender sender;
    private final InstantSource clock;
    private final AtomicLong engineEvents = new AtomicLong();
    private final AtomicLong engineConnects = new AtomicLong();
    private final Counter reports;
    private final Timer observedToSent;
    private final Timer apply;
    private Instant newest;
    private volatile Optional<HostReport> lastReport = Optional.empty();
    private volatile Optional<ApplyResult> lastResult = Optional.empty();
    private volatile double sentAt = Double.NaN;

    @Inject
    AgentMetrics(MeterRegistry registry, CollectorRegistry exposition, EventSender sender, InstantSource clock) {
        this.registry = registry;
        this.exposition = exposition;
        this.sender = sender;
        this.clock = clock;
        this.newest = clock.instant();
        // Docker may be there before the registry is: a meter of its own would lose the first.
        counter("heliograph.engine.events", "Events of networks that Docker told", engineEvents);
        counter("heliograph.engine.connects", "Streams of events that were opened to Docker", engineConnects);
        reports = counter("heliograph.reports.sent", "Reports that the bus has acknowledged");
        observedToSent =
                timer("heliograph.observed.to.sent", "From Docker's event to the bus having the report of the subnet");
        apply = timer("heliograph.apply", "From the arrival of a configuration to BIRD's having confirmed it");
        // Each from the start: a counter that first appears with its first event hides that event.
        for (var outcome : ApplyResult.Outcome.values()) {
            var _ = applies(outcome);
        }
    }

    private Counter counter(String name, String help) {
        return Counter.builder(name).description(help).register(registry);
    }

    private void counter(String name, String help, AtomicLong count) {
        FunctionCounter.builder(name, count, AtomicLong::get).description(help).register(registry);
    }

    private Timer timer(String name, String help) {
        return Timer.builder(name)
                .description(help)
                .serviceLevelObjectives(Buckets.ofApply())
                .register(registry);
    }

    private Counter applies(ApplyResult.Outcome outcome) {
        return Counter.builder("heliograph.applies")
                .description("Configurations, by what became of them")
                .tag("outcome", outcome.name())
                .register(registry);
    }

    void rang(Bell bell) {
        if (bell.cause().equals(Bell.ENGINE_CONNECTED)) {
            engineConnects.incrementAndGet();
        } else if (bell.cause().startsWith(Bell.NETWORK)) {
            engineEvents.incrementAndGet();
        }
    }

    void applied(ApplyResult result) {
        lastResult = Optional.of(result);
        applies(result.outcome()).increment();
        if (result.outcome() == ApplyResult.Outcome.CONFIRMED) {
            apply.record(result.timings().total());
        }
    }

    void reporting(HostReport report) {
        lastReport = Optional.of(report);
    }

    synchronized void reportSent(HostReport report) {
        reports.increment();
        sentAt = clock.millis() / 1000.0;
        report.subnets().stream()
                .map(ReportedSubnet::observedAt)
                .max(Comparator.naturalOrder())
                .filter(observed -> observed.isAfter(newest))
                .ifPresent(observed -> {
                    newest = observed;
                    observedToSent.record(Duration.between(observed, clock.instant()));
                });
    }

    /// Begins to measure the agent that runs.
    void measure(AgentState state) {
        gauge(
                "heliograph.bus.connected",
                "Whether a broker is connected",
                it -> holds(state.configs().isReachable()));
        gauge("heliograph.bus.waiting", "Records that no broker has yet", _ -> sender.waiting());
        FunctionCounter.builder("heliograph.bus.dropped", sender, EventSender::dropped)
                .description("Records that were dropped because too many waited")
                .register(registry);
        gauge("heliograph.report.timestamp.seconds", "When the bus last took a report", _ -> sentAt);
        gauge(
                "heliograph.subnets.announced",
                "Subnets in the last report",
                _ -> told(report -> report.subnets().size()));
        gauge(
                "heliograph.subnets.not.announced",
                "Networks of Docker's that the last report gives a reason for not announcing",
                _ -> told(report -> report.notAnnounced().size()));
        state.applying().ifPresent(this::measure);
        new FamilyCollector(() -> families(state)).register(exposition);
    }

    private void measure(Applying applying) {
        gauge(
                "heliograph.config.drift",
                "Whether BIRD was changed by hand",
                _ -> holds(applying.drift().isPresent()));
        gauge(
                "heliograph.config.held",
                "Whether a revision waits for a person",
                _ -> holds(applying.held().isPresent()));
        gauge(
                "heliograph.config.behind",
                "Whether BIRD runs another than the newest revision",
                _ -> holds(applying.isBehind()));
        gauge(
                "heliograph.config.from.disk",
                "Whether the bus has said nothing since the start",
                _ -> holds(applying.isFromDisk()));
        gauge(
                "heliograph.config.confirmed.timestamp.seconds",
                "When the agent last said that BIRD runs what is wanted",
                _ -> lastResult
                        .filter(result -> result.outcome() == ApplyResult.Outcome.CONFIRMED)
                        .map(result -> (double) result.at().getEpochSecond())
                        .orElse(Double.NaN));
    }

    private void gauge(String name, String help, ToDoubleFunction<AgentMetrics> value) {
        Gauge.builder(name, this, value).description(help).register(registry);
    }

    private double told(ToDoubleFunction<HostReport> count) {
        return lastReport.map(count::applyAsDouble).orElse(Double.NaN);
    }

    private static double holds(boolean it) {
        return it ? 1 : 0;
    }

    private List<Family> families(AgentState state) {
        var families = new ArrayList<Family>();
        if (state.bird().isPresent()) {
            families.addAll(BirdSamples.of(state.birdSeen(), clock.instant(), ZoneId.systemDefault()));
        }
        var checks = Readings.of(state);
        families.add(new Family(
                "heliograph_check_up",
                "What readiness asks, each by itself",
                List.of("check"),
                checks.stream()
                        .map(check -> new Family.Sample(List.of(check.name()), holds(check.up())))
                        .toList()));
        families.add(new Family(
                "heliograph_reason_active",
                "1 for each reason that the process gives now for not being well",
                List.of("code"),
                reasons(state, checks).stream()
                        .map(code -> new Family.Sample(List.of(code.name()), 1))
                        .toList()));
        return families;
    }

    private Set<ReasonCode> reasons(AgentState state, List<Readings.Reading> checks) {
        var codes = EnumSet.noneOf(ReasonCode.class);
        checks.forEach(check -> check.reason().map(Reason::code).ifPresent(codes::add));
        lastReport.ifPresent(report -> {
            report.preflight().forEach(reason -> codes.add(reason.code()));
            // The engine's return is known before the next report.
            if (state.loop().isEngineReachable()) {
                codes.remove(ReasonCode.ENGINE_UNREACHABLE);
            }
        });
        state.applying().ifPresent(applying -> {
            applying.drift().map(Reason::code).ifPresent(codes::add);
            applying.held().map(Reason::code).ifPresent(codes::add);
            lastResult.flatMap(ApplyResult::reason).map(Reason::code).ifPresent(codes::add);
        });
        return codes;
    }
}
