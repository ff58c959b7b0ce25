package io.heliograph.lab;

import io.heliograph.lab.chaos.BusPicture;
import io.heliograph.lab.chaos.ChaosPlan;
import io.heliograph.lab.chaos.ChaosReport;
import io.heliograph.lab.chaos.ChaosStep;
import io.heliograph.lab.chaos.Checker;
import io.heliograph.lab.chaos.Effect;
import io.heliograph.lab.chaos.Observation;
import io.heliograph.lab.chaos.Tolerance;
import io.heliograph.lab.chaos.Violation;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.CommandFailed;
import io.heliograph.lab.linux.Probe;
import io.heliograph.lab.plan.LabFleet;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Lets a plan of chaos loose on a lab that is up, one step after the other, and judges what was seen.
final class ChaosRun implements AutoCloseable {
    /// At rest means: for so long. A zombie that awakes does harm only when it has read what it missed.
    private static final Duration RESTS = Duration.ofSeconds(2);

    private final Lab lab;
    private final long seed;
    private final Consumer<String> progress;
    private final ChaosWatch watch;
    private final ChaosNetworks networks;
    private final ChaosStrikes strikes;
    private final Set<Violation> told = new HashSet<>();

    ChaosRun(Lab lab, long seed, Consumer<String> progress) {
        this.lab = lab;
        this.seed = seed;
        this.progress = progress;
        watch = new ChaosWatch(lab);
        networks = new ChaosNetworks(lab, watch);
        strikes = new ChaosStrikes(lab, watch, networks);
    }

    /// No step begins after the duration is over.
    ChaosReport run(ChaosPlan plan, Duration duration) {
        networks.begin();
        if (!awaitRest(Tolerance.REST, Set.of(), Instant.MIN)) {
            throw new LabTrouble("the lab does not come to rest before any fault: "
                    + unrest(Set.of(), Instant.MIN).orElse("it has just done so"));
        }
        LabNode.of(LabNode.Role.HOST).forEach(networks::beginPings);
        var deadline = Instant.now().plus(duration);
        boolean rests = true;
        while (rests && Instant.now().isBefore(deadline)) {
            rests = perform(plan.next());
        }
        return report();
    }

    private boolean perform(ChaosStep step) {
        progress.accept("%d %s, for %.1f s"
                .formatted(step.number(), step.strike().name(), step.holds().toMillis() / 1000.0));
        LabPlan.birdNodes().forEach(watch::lookAtConfigured);
        watch.note(new Observation.StepBegan(Instant.now(), step));
        strikes.make(step);
        hold(step);
        strikes.mend(step);
        var mended = Instant.now();
        watch.note(new Observation.StepMended(mended, step.number()));
        var agents = LabPlan.birdNodes().stream()
                .filter(step.strike()::silences)
                .map(LabNode::label)
                .collect(Collectors.toSet());
        boolean rests = awaitRest(Tolerance.REST, agents, mended);
        LabPlan.birdNodes().forEach(watch::lookAtConfigured);
        watch.note(
                rests
                        ? new Observation.StepSettled(Instant.now(), step.number())
                        : new Observation.StepUnsettled(
                                Instant.now(),
                                step.number(),
                                unrest(agents, mended).orElse("it has just done so")));
        tell();
        return rests;
    }

    /// Containers and networks come and go while the fault holds.
    private void hold(ChaosStep step) {
        var end = Instant.now().plus(step.holds());
        var pause = step.holds().dividedBy(step.traffic().size() + 1L);
        for (var traffic : step.traffic()) {
            sleep(pause);
            networks.pass(traffic);
        }
        sleep(Duration.between(Instant.now(), end));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.isNegative() ? Duration.ZERO : duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabTrouble("interrupted");
        }
    }

    private boolean awaitRest(Duration limit, Set<String> agents, Instant since) {
        var restsSince = new Instant[] {Instant.MAX};
        return Probe.await(limit, () -> {
            if (unrest(agents, since).isPresent()) {
                restsSince[0] = Instant.MAX;
                return false;
            }
            if (restsSince[0].equals(Instant.MAX)) {
                restsSince[0] = Instant.now();
            }
            return !Instant.now().isBefore(restsSince[0].plus(RESTS));
        });
    }

    /// The first thing that is not as it must be at rest.
    private Optional<String> unrest(Set<String> agents, Instant since) {
        sleep(Duration.ofMillis(200));
        try {
            return BusPicture.of(watch.history().observations())
                    .unrest(LabFleet.SESSIONS, agents, since)
                    .or(this::unequal);
        } catch (CommandFailed e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Whether Router1's kernel has anything else than Docker.
    private Optional<String> unequal() {
        var kernel = networks.routes();
        var docker = networks.docker();
        boolean equal = kernel.keySet().equals(docker.keySet())
                && kernel.entrySet().stream()
                        .allMatch(route ->
                                docker.getOrDefault(route.getKey(), Set.of()).contains(route.getValue()));
        return equal
                ? Optional.empty()
                : Optional.of("Router1 has " + new java.util.TreeMap<>(kernel) + ", Docker has "
                        + new java.util.TreeSet<>(docker.keySet()));
    }

    private void tell() {
        var history = watch.history();
        var effects = Effect.of(history);
        if (!effects.isEmpty()) {
            var last = effects.getLast();
            progress.accept("  %d routes gone, longest %d ms; no ping for %d ms; at rest after %s"
                    .formatted(
                            last.routesGone(),
                            last.absentMillis(),
                            last.silentMillis(),
                            last.restMillis().map(millis -> millis + " ms").orElse("(never)")));
        }
        Checker.check(history).stream()
                .filter(told::add)
                .forEach(violation -> progress.accept("  VIOLATION " + violation.rule() + ": " + violation.says()));
    }

    private ChaosReport report() {
        var history = watch.history();
        var bird = Command.attempt(List.of("bird", "--version"), Map.of(), "");
        return new ChaosReport(
                ChaosReport.SCHEMA,
                seed,
                Effect.of(history),
                Checker.check(history),
                "Docker " + lab.engine(LabNode.DOCKER01).version(),
                (bird.output() + bird.error()).strip());
    }

    @Override
    public void close() {
        strikes.close();
        watch.close();
    }
}
