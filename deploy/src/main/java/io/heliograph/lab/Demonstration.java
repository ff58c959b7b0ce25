package io.heliograph.lab;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.answer.RouteView;
import io.heliograph.fleet.event.Stage;
import io.heliograph.lab.linux.Ping;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.measure.DemoReport;
import io.heliograph.lab.measure.Spread;
import io.heliograph.lab.plan.LabNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Creates networks and containers on both hosts and follows each subnet to Router1.
final class Demonstration {
    private static final int NETWORKS_PER_HOST = 3;
    private static final Duration STAGES_LIMIT = Duration.ofSeconds(15);
    private static final Duration PING_LIMIT = Duration.ofSeconds(15);

    private final Lab lab;
    private final Consumer<String> progress;

    Demonstration(Lab lab, Consumer<String> progress) {
        this.lab = lab;
        this.progress = progress;
    }

    DemoReport run() {
        var subnets = new ArrayList<DemoReport.Subnet>();
        try (var convergence = new Convergence(lab)) {
            for (int number = 1; number <= NETWORKS_PER_HOST; number++) {
                for (var host : LabNode.of(LabNode.Role.HOST)) {
                    subnets.add(subnet(convergence, host, number));
                }
            }
        }
        return new DemoReport(DemoReport.SCHEMA, subnets, sessions(), Optional.empty());
    }

    private DemoReport.Subnet subnet(Convergence convergence, LabNode host, int number) {
        var created = convergence.create(host, number, List.of());
        var route = convergence.awaitRoute(created).map(Spread::millis);
        progress.accept(created.prefix() + " on " + host + ": "
                + route.map(Demonstration::shown).orElse("no route in Router1's kernel"));
        convergence.startContainer(created);
        var view = followStages(created.prefix());
        var ping = Ping.from(lab.namespace(LabNode.ROUTER1), created.address(), PING_LIMIT);
        progress.accept(created.prefix() + " on " + host + ": Router1 pings the container "
                + ping.map(ms -> "in " + ms + " ms").orElse("in vain"));
        return new DemoReport.Subnet(
                created.prefix().toString(),
                host.label(),
                view.map(Demonstration::verifiedOn).orElse(List.of()),
                route,
                ping,
                view.map(found -> stages(found.reachedAt())).orElse(Map.of()));
    }

    private static String shown(double millis) {
        return millis < 0
                ? "in Router1's kernel before docker network create returned"
                : String.format(
                        Locale.ROOT, "in Router1's kernel %.0f ms after docker network create returned", millis);
    }

    /// Tells each stage as it is reached, until the subnet is verified on every reflector.
    private Optional<RouteView> followStages(Prefix prefix) {
        var told = EnumSet.noneOf(Stage.class);
        Probe.await(STAGES_LIMIT, () -> {
            var view = find(prefix);
            view.ifPresent(found -> tell(found, told));
            return view.filter(found -> found.stage() == Stage.VERIFIED).isPresent();
        });
        return find(prefix);
    }

    private void tell(RouteView view, Set<Stage> told) {
        var times = stages(view.reachedAt());
        view.reachedAt().forEach((stage, _) -> {
            if (told.add(stage)) {
                var word = stage.name().toLowerCase(Locale.ROOT);
                progress.accept("  %-9s +%.0f ms".formatted(word, times.get(word)));
            }
        });
    }

    private Optional<RouteView> find(Prefix prefix) {
        try {
            return lab.inventory().routes().stream()
                    .filter(view -> view.prefix().equals(prefix))
                    .findFirst();
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private static List<String> verifiedOn(RouteView view) {
        return view.reflectors().stream()
                .filter(reflector -> reflector.stage() == Stage.VERIFIED)
                .map(reflector -> reflector.reflector().value())
                .toList();
    }

    /// Each stage's time after the first.
    private static Map<String, Double> stages(Map<Stage, Instant> reachedAt) {
        var times = new LinkedHashMap<String, Double>();
        reachedAt.values().stream()
                .min(Instant::compareTo)
                .ifPresent(first -> reachedAt.forEach((stage, at) ->
                        times.put(stage.name().toLowerCase(Locale.ROOT), Spread.millis(Duration.between(first, at)))));
        return times;
    }

    private List<DemoReport.Session> sessions() {
        return lab.inventory().sessions().stream()
                .map(view -> new DemoReport.Session(
                        view.reflector().value(),
                        view.peer(),
                        view.neighbor().toString(),
                        view.state().name(),
                        view.counts().imported(),
                        view.counts().exported()))
                .toList();
    }
}
