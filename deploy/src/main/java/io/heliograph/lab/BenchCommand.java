package io.heliograph.lab;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.heliograph.fleet.wire.FleetJson;
import io.heliograph.lab.linux.Command.Outcome;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.measure.ConvergenceReport;
import io.heliograph.lab.measure.ConvergenceReport.Figures;
import io.heliograph.lab.measure.Spread;
import io.heliograph.lab.plan.LabName;
import io.heliograph.lab.plan.LabNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph bench`: our figures against a reference, in one run.
@Command(
        name = "bench",
        description = "Measures against a reference, in one run.",
        subcommands = BenchCommand.ConvergenceBench.class,
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph bench convergence --networks 50"})
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which measurement? See heliograph bench --help");
    }

    /// `bench convergence`
    @Command(
            name = "convergence",
            description = "docker network create returns → route in Router1's kernel, against stock BIRD.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph bench convergence --networks 50 --json convergence.json"})
    static final class ConvergenceBench implements Callable<Integer> {
        /// Networks before the figures count: a virtual machine compiles what it has run some two hundred times, and
        /// the services of a fleet have (a heartbeat goes the same way). Cold ones take twice as long.
        private static final int WARM_UP = 120;

        @Option(
                names = "--networks",
                defaultValue = "50",
                description = "how many networks, on the hosts in turn (default: ${DEFAULT-VALUE})")
        private int networks = 50;

        @Option(
                names = "--reference-networks",
                defaultValue = "20",
                description = "how many for stock BIRD, which takes seconds for each (default: ${DEFAULT-VALUE})")
        private int referenceNetworks = 20;

        @Option(names = "--json", paramLabel = "FILE", description = "write the figures there as well")
        private Optional<Path> json = Optional.empty();

        @Option(names = "--name", defaultValue = "bench", description = "the lab's name (default: ${DEFAULT-VALUE})")
        private String name = "bench";

        @Option(names = "--bare", description = "the reference only, without Heliograph", hidden = true)
        private boolean bare;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return LabCommand.say(spec, () -> {
                var settings = LabFolder.settings(LabHome.find(System.getenv()), new LabName(name), bare, List.of());
                Consumer<String> progress = line -> LabCommand.note(spec, line);
                try (var lab = new Lab(settings)) {
                    return run(lab, progress);
                }
            });
        }

        private int run(Lab lab, Consumer<String> progress) throws IOException {
            var start = new LabStart(lab, progress);
            start.check();
            boolean measured = false;
            try {
                start.up();
                var report = measure(lab, progress);
                write(report);
                measured = true;
                return report.meetsGoal() ? LabCommand.OK : LabCommand.UNHEALTHY;
            } finally {
                if (!measured) {
                    progress.accept("logs: " + LabFolder.saveLogs(lab.settings()));
                }
                new LabStop(lab).down();
            }
        }

        private ConvergenceReport measure(Lab lab, Consumer<String> progress) {
            var ours = new ArrayList<Convergence.Round>();
            var theirs = new ArrayList<Convergence.Round>();
            try (var convergence = new Convergence(lab)) {
                if (!bare) {
                    progress.accept("heliograph: " + WARM_UP + " networks to warm up, " + networks + " to measure");
                    for (int i = 0; i < WARM_UP; i++) {
                        convergence.heliograph(host(i), i & 0xff);
                    }
                    for (int i = 0; i < networks; i++) {
                        ours.add(convergence.heliograph(host(i), i & 0xff));
                    }
                }
                progress.accept("reference: " + referenceNetworks + " networks");
                convergence.startReference();
                for (int i = 0; i < referenceNetworks; i++) {
                    theirs.add(convergence.reference(host(i), i & 0xff));
                }
                convergence.stopReference();
            }
            return report(lab, ours, theirs);
        }

        private static LabNode host(int number) {
            var hosts = LabNode.of(LabNode.Role.HOST);
            return hosts.get(number % hosts.size());
        }

        private static ConvergenceReport report(Lab lab, List<Convergence.Round> ours, List<Convergence.Round> theirs) {
            var missing = new ArrayList<String>();
            ours.stream().filter(round -> round.came().isEmpty()).forEach(round -> missing.add(round.prefix()));
            Outcome bird = io.heliograph.lab.linux.Command.attempt(List.of("bird", "--version"), Map.of(), "");
            return new ConvergenceReport(
                    ConvergenceReport.SCHEMA,
                    figures(ours),
                    spread(ours, Convergence.Round::went),
                    figures(theirs),
                    missing,
                    "Docker " + lab.engine(LabNode.DOCKER01).version(),
                    (bird.output() + bird.error()).strip());
        }

        private static Figures figures(List<Convergence.Round> rounds) {
            return new Figures(spread(rounds, Convergence.Round::update), spread(rounds, Convergence.Round::came));
        }

        private static Optional<Spread> spread(
                List<Convergence.Round> rounds, Function<Convergence.Round, Optional<Duration>> time) {
            return Spread.of(rounds.stream().map(time).flatMap(Optional::stream).toList());
        }

        private void write(ConvergenceReport report) throws IOException {
            var out = spec.commandLine().getOut();
            out.print(report.table());
            out.flush();
            if (json.isPresent()) {
                Files.writeString(json.get(), json(report));
            }
        }
    }

    static String json(Object report) throws IOException {
        return FleetJson.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report) + "\n";
    }
}
