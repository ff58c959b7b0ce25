package io.heliograph.lab;

import io.heliograph.lab.chaos.ChaosPlan;
import io.heliograph.lab.chaos.ChaosReport;
import io.heliograph.lab.linux.CommandFailed;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.plan.LabName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph chaos`: faults by a seed, and a checker that looks on from outside.
@Command(
        name = "chaos",
        description = "Lets faults loose on a lab while networks come and go, and checks that no route is lost.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph chaos --seed 1 --minutes 10"})
public final class ChaosCommand implements Callable<Integer> {
    private static final int MAX_SEED = 1_000_000;

    @Option(names = "--seed", description = "the same seed, the same faults in the same order (default: a new one)")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "no fault begins after this time (default: ${DEFAULT-VALUE})")
    private double minutes = 10;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "FAULT",
            description = "only faults whose names begin so, such as bird,stall:rr01 (default: all)")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "write the outcome there as well")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--name", defaultValue = "chaos", description = "the lab's name (default: ${DEFAULT-VALUE})")
    private String name = "chaos";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0)) {
            throw new ParameterException(spec.commandLine(), "--minutes must be more than 0");
        }
        return LabCommand.say(spec, () -> {
            var settings = LabFolder.settings(LabHome.find(System.getenv()), new LabName(name), false, List.of());
            try (var lab = new Lab(settings)) {
                new LabStart(lab, this::note).check();
                return inLab(lab);
            }
        });
    }

    private int inLab(Lab lab) throws IOException {
        // Ctrl-C leaves nothing behind either.
        var stop = new Thread(() -> new LabStop(lab).down(), "lab-down");
        Runtime.getRuntime().addShutdownHook(stop);
        int outcome = LabCommand.INTERNAL;
        try {
            outcome = chaos(lab, this::note);
        } catch (LabTrouble | CommandFailed e) {
            // Told before the lab is taken down, which may have trouble of its own.
            note(String.valueOf(e.getMessage()));
        } finally {
            Runtime.getRuntime().removeShutdownHook(stop);
            if (outcome != LabCommand.OK) {
                note("logs: " + LabFolder.saveLogs(lab.settings()));
            }
            new LabStop(lab).down();
        }
        return outcome;
    }

    private int chaos(Lab lab, Consumer<String> progress) throws IOException {
        long number = seed.orElseGet(() -> (long) ThreadLocalRandom.current().nextInt(MAX_SEED));
        progress.accept("seed " + number);
        var plan = plan(number);
        new LabStart(lab, progress).up();
        try (var run = new ChaosRun(lab, number, progress)) {
            var report = run.run(plan, Duration.ofSeconds(Math.round(minutes * 60)));
            print(report);
            return report.isGood() ? LabCommand.OK : LabCommand.UNHEALTHY;
        }
    }

    private ChaosPlan plan(long number) {
        try {
            return new ChaosPlan(number, only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(ChaosReport report) throws IOException {
        var out = spec.commandLine().getOut();
        out.print(report.table());
        out.flush();
        if (json.isPresent()) {
            Files.writeString(json.get(), BenchCommand.json(report));
        }
    }

    private void note(String line) {
        LabCommand.note(spec, line);
    }
}
