package io.heliograph.inventory;

import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.event.Stage;
import io.heliograph.inventory.query.FleetSnapshot;
import io.heliograph.inventory.query.FleetTally;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The fleet as a whole: what `heliograph status` tells, in numbers. `NaN` while the topics are being read: not known
/// is not none.
@ApplicationScoped
class FleetMeters {
    /// Scrapes that come together share one count; of a large fleet it takes tens of milliseconds.
    private static final Duration HOLDS = Duration.ofMillis(500);

    private final Supplier<Optional<FleetSnapshot>> snapshots;
    private final InventoryHealth health;
    private final MeterRegistry registry;
    private final CollectorRegistry exposition;
    private Instant talliedAt = Instant.EPOCH;
    private Optional<FleetTally> tally = Optional.empty();

    FleetMeters(
            Supplier<Optional<FleetSnapshot>> snapshots,
            InventoryHealth health,
            MeterRegistry registry,
            CollectorRegistry exposition) {
        this.snapshots = snapshots;
        this.health = health;
        this.registry = registry;
        this.exposition = exposition;
    }

    void start(@Observes StartupEvent event) {
        gauge("heliograph.fleet.healthy", "Whether all that is expected is there", it -> it.healthy() ? 1 : 0);
        count(
                "heliograph.fleet.hosts",
                "Hosts, by what admission makes of them",
                "standing",
                Standing.values(),
                FleetTally::hosts);
        count(
                "heliograph.fleet.sessions",
                "Sessions of all reflectors, by state",
                "state",
                SessionState.values(),
                FleetTally::sessions);
        count(
                "heliograph.fleet.routes",
                "Subnets, by the furthest stage that every reflector has reached",
                "stage",
                Stage.values(),
                FleetTally::routes);
        count(
                "heliograph.fleet.rollouts",
                "Configurations that wait on their way, by how",
                "state",
                Rollout.State.values(),
                FleetTally::rollouts);
        revisions();
        gauge(
                "heliograph.fleet.oldest.report.timestamp.seconds",
                "When the host that was silent longest reported",
                it -> it.oldestReport().map(FleetMeters::seconds).orElse(Double.NaN));
        check("bus", InventoryHealth::isBusConnected);
        check("topics", InventoryHealth::areTopicsRead);
        Gauge.builder("heliograph.bus.connected", health, it -> it.isBusConnected() ? 1 : 0)
                .description("Whether a broker is connected")
                .register(registry);
        new Named().register(exposition);
    }

    private void revisions() {
        gauge(
                "heliograph.fleet.revisions.wanted",
                "Nodes that are to have a configuration",
                it -> it.revisions().wanted());
        gauge(
                "heliograph.fleet.revisions.rendered",
                "Nodes whose configuration is rendered",
                it -> it.revisions().rendered());
        gauge(
                "heliograph.fleet.revisions.confirmed",
                "Nodes that run what was rendered last",
                it -> it.revisions().confirmed());
    }

    private void check(String name, Predicate<InventoryHealth> up) {
        Gauge.builder("heliograph.check.up", health, it -> up.test(it) ? 1 : 0)
                .description("What readiness asks, each by itself")
                .tag("check", name)
                .register(registry);
    }

    /// What has its labels from the fleet: troubles by reason, reflectors by name.
    private final class Named extends Collector {
        @Override
        public List<MetricFamilySamples> collect() {
            return List.of(
                    family("heliograph_fleet_troubles", "Troubles, by reason", "code", it -> it.troubles()),
                    family(
                            "heliograph_fleet_reflector_heard_timestamp_seconds",
                            "When a reflector's agent last told of a session",
                            "reflector",
                            FleetTally::heard));
        }

        private MetricFamilySamples family(
                String name, String help, String label, Function<FleetTally, Map<?, ?>> values) {
            var samples = tally().map(values).orElse(Map.of()).entrySet().stream()
                    .map(entry -> new MetricFamilySamples.Sample(
                            name, List.of(label), List.of(entry.getKey().toString()), number(entry.getValue())))
                    .toList();
            return new MetricFamilySamples(name, Type.GAUGE, help, samples);
        }
    }

    private static double number(Object value) {
        return switch (value) {
            case Instant at -> seconds(at);
            case Long count -> (double) count;
            default -> Double.NaN;
        };
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private <E extends Enum<E>> void count(
            String name, String help, String label, E[] kinds, Function<FleetTally, Map<E, Long>> counts) {
        for (var kind : kinds) {
            Gauge.builder(name, this, _ -> value(it -> counts.apply(it).getOrDefault(kind, 0L)))
                    .description(help)
                    .tag(label, kind.name())
                    .register(registry);
        }
    }

    private void gauge(String name, String help, ToDoubleFunction<FleetTally> value) {
        Gauge.builder(name, this, _ -> value(value)).description(help).register(registry);
    }

    private double value(ToDoubleFunction<FleetTally> value) {
        return tally().map(value::applyAsDouble).orElse(Double.NaN);
    }

    private synchronized Optional<FleetTally> tally() {
        var now = Instant.now();
        if (!now.isBefore(talliedAt.plus(HOLDS))) {
            tally = snapshots.get().map(fleet -> FleetTally.of(fleet, now));
            talliedAt = now;
        }
        return tally;
    }
}
