package io.heliograph.rragent;

import io.heliograph.birdcontrol.prometheus.FamilyCollector;
import io.heliograph.birdcontrol.sample.BirdSamples;
import io.heliograph.birdcontrol.sample.Buckets;
import io.heliograph.birdcontrol.sample.Family;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.RouteProbe;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.event.Stage;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.rragent.linux.ListenQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What the agent measures: BIRD's figures under bird_exporter's names, and its own. Nothing here asks BIRD: a scrape
/// gives what the watch saw last.
@ApplicationScoped
class AgentMeters {
    private static final List<Stage> STAGES = List.of(Stage.APPLIED, Stage.REFLECTED, Stage.VERIFIED);

    private final MeterRegistry registry;
    private final CollectorRegistry exposition;
    private final Timer apply;

    AgentMeters(MeterRegistry registry, CollectorRegistry exposition) {
        this.registry = registry;
        this.exposition = exposition;
        // Each from the start: a counter that first appears with its first event hides that event.
        for (var outcome : ApplyResult.Outcome.values()) {
            var _ = applies(outcome);
        }
        for (var state : SessionState.values()) {
            var _ = transitions(state);
        }
        apply = Timer.builder("heliograph.apply")
                .description("From the arrival of a configuration to BIRD's having confirmed it")
                .serviceLevelObjectives(Buckets.ofApply())
                .register(registry);
    }

    void applied(ApplyResult result) {
        applies(result.outcome()).increment();
        if (result.outcome() == ApplyResult.Outcome.CONFIRMED) {
            apply.record(result.timings().total());
        }
    }

    void changed(SessionTransition transition) {
        transitions(transition.to()).increment();
    }

    private Counter applies(ApplyResult.Outcome outcome) {
        return Counter.builder("heliograph.applies")
                .description("Configurations, by what became of them")
                .tag("outcome", outcome.name())
                .register(registry);
    }

    private Counter transitions(SessionState to) {
        return Counter.builder("heliograph.session.transitions")
                .description("Changes of sessions, by the state they came to")
                .tag("to", to.name())
                .register(registry);
    }

    /// Begins to measure the agent that runs.
    void measure(Supplier<AgentPicture> picture, AgentSettings settings) {
        gauge("heliograph.bus.connected", "Whether a broker is connected", picture, it -> number(it.busConnected()));
        gauge("heliograph.bus.waiting", "Records that no broker has yet", picture, AgentPicture::waiting);
        FunctionCounter.builder(
                        "heliograph.bus.dropped", picture, it -> it.get().dropped())
                .description("Records that were dropped because too many waited")
                .register(registry);
        config(picture);
        tallies(picture);
        probes(picture);
        FunctionCounter.builder("heliograph.kernel.listen.overflows", this, _ -> ListenQueue.overflows())
                .description("Connections that came while the queue of a listening socket was full")
                .register(registry);
        new FamilyCollector(() -> families(picture.get(), settings)).register(exposition);
    }

    private void config(Supplier<AgentPicture> picture) {
        gauge(
                "heliograph.config.drift",
                "Whether BIRD was changed by hand",
                picture,
                it -> number(it.drift().isPresent()));
        gauge(
                "heliograph.config.held",
                "Whether a revision waits for a person",
                picture,
                it -> number(it.held().isPresent()));
        gauge(
                "heliograph.config.behind",
                "Whether BIRD runs another than the newest revision",
                picture,
                it -> number(it.isBehind()));
        gauge(
                "heliograph.config.from.disk",
                "Whether the bus has said nothing since the start",
                picture,
                it -> number(it.fromDisk()));
        gauge(
                "heliograph.config.confirmed.timestamp.seconds",
                "When the agent last said that BIRD runs what is wanted",
                picture,
                AgentMeters::confirmedAt);
    }

    private void tallies(Supplier<AgentPicture> picture) {
        for (var state : SessionState.values()) {
            Gauge.builder(
                            "heliograph.sessions",
                            picture,
                            it -> it.get().sessions().getOrDefault(state, 0))
                    .description("Sessions that the configuration sets up, by state")
                    .tag("state", state.name())
                    .register(registry);
        }
        for (var stage : STAGES) {
            Gauge.builder("heliograph.routes", picture, it -> it.get().routes().getOrDefault(stage, 0))
                    .description("Admitted prefixes, by the furthest stage that holds")
                    .tag("stage", stage.name())
                    .register(registry);
        }
    }

    private void probes(Supplier<AgentPicture> picture) {
        for (var result : RouteProbe.Result.values()) {
            Gauge.builder("heliograph.probes", picture, it -> it.get().probes().getOrDefault(result, 0))
                    .description("Subnets that are probed, by what their containers do")
                    .tag("result", result.name())
                    .register(registry);
        }
    }

    private void gauge(String name, String help, Supplier<AgentPicture> picture, ToDoubleFunction<AgentPicture> value) {
        Gauge.builder(name, picture, it -> value.applyAsDouble(it.get()))
                .description(help)
                .register(registry);
    }

    private static double number(boolean holds) {
        return holds ? 1 : 0;
    }

    private static double confirmedAt(AgentPicture picture) {
        return picture.lastResult()
                .filter(result -> result.outcome() == ApplyResult.Outcome.CONFIRMED)
                .map(result -> (double) result.at().getEpochSecond())
                .orElse(Double.NaN);
    }

    private static List<Family> families(AgentPicture picture, AgentSettings settings) {
        var families = new ArrayList<>(BirdSamples.of(picture.bird(), Instant.now(), ZoneId.systemDefault()));
        var checks = Readings.of(picture, settings);
        families.add(new Family(
                "heliograph_check_up",
                "What readiness asks, each by itself",
                List.of("check"),
                checks.stream()
                        .map(check -> new Family.Sample(List.of(check.name()), number(check.up())))
                        .toList()));
        var codes = EnumSet.noneOf(ReasonCode.class);
        checks.forEach(check -> check.reason().map(Reason::code).ifPresent(codes::add));
        // The watch hears of a BIRD that returns before the machine's report says so.
        picture.machine().stream()
                .map(Reason::code)
                .filter(code -> code != ReasonCode.BIRD_UNREACHABLE)
                .forEach(codes::add);
        picture.drift().map(Reason::code).ifPresent(codes::add);
        picture.held().map(Reason::code).ifPresent(codes::add);
        picture.lastResult().flatMap(ApplyResult::reason).map(Reason::code).ifPresent(codes::add);
        families.add(new Family(
                "heliograph_reason_active",
                "1 for each reason that the process gives now for not being well",
                List.of("code"),
                codes.stream()
                        .map(code -> new Family.Sample(List.of(code.name()), 1))
                        .toList()));
        return families;
    }
}
