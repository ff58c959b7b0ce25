package io.heliograph.cli;

import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.cli.view.ConfigDiff;
import io.heliograph.cli.view.ConfigView;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The verbs of `config` that look back.
final class ConfigHistoryCommands {
    private ConfigHistoryCommands() {}

    /// `config history`
    @Command(
            name = "history",
            description = {
                "The configurations of a node: when, why, at what cost, what became of each, and whether its text is"
                        + " still on the bus.",
                "The newest text stays for ever, others until Kafka compacts them; outcomes stay for 400 days."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph config history rr01"})
    static final class History implements Callable<Integer> {
        @Parameters(paramLabel = "NODE", description = "docker01, host/docker01, reflector/rr01")
        private String node = "";

        @Mixin
        private BusOptions bus = new BusOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            output.print(ConfigView.history(NodeTexts.read(bus, node, spec), Instant.now()));
            return ExitCode.OK.number();
        }
    }

    /// `config diff`
    @Command(
            name = "diff",
            description = {
                "What a node would run against what it runs, as a unified diff; exit code 4 when that differs.",
                "With one revision: from it to what is wanted. With two: from the first to the second. Exit code 0 then.",
                "As a table, too, it is the diff's text."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "example: heliograph config diff rr01",
                "         heliograph config diff rr01 3f786850e387",
                "         heliograph config diff rr01 -o json"
            })
    static final class Diff implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NODE", description = "docker01, host/docker01, reflector/rr01")
        private String node = "";

        @Parameters(
                index = "1..2",
                arity = "0..2",
                paramLabel = "REVISION",
                description = "the first digits of a revision, as config history shows it")
        private List<String> revisions = List.of();

        @Mixin
        private BusOptions bus = new BusOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var history = NodeTexts.read(bus, node, spec);
            if (revisions.isEmpty()) {
                return wantedAgainstRunning(history).number();
            }
            var from = NodeTexts.revision(history, revisions.getFirst());
            var to = revisions.size() > 1 ? NodeTexts.revision(history, revisions.get(1)) : wanted(history);
            print(history, Optional.of(from), Optional.of(NodeTexts.text(history, from)), to);
            return ExitCode.OK.number();
        }

        private ExitCode wantedAgainstRunning(ConfigHistory history) {
            var console = new Console(spec);
            var wanted = wanted(history);
            var running = history.running();
            if (running.isEmpty()) {
                console.note(history.node() + " has not said what it runs; wanted is " + wanted.abbreviated());
            } else if (running.get().equals(wanted)) {
                console.note(history.node() + " runs what is wanted, " + wanted.abbreviated());
            } else {
                console.note(history.node() + " runs " + running.get().abbreviated() + ", wanted is "
                        + wanted.abbreviated());
            }
            var before = running.map(history.texts()::get);
            if (running.isPresent() && before.isEmpty()) {
                console.note("the text of " + running.get().abbreviated() + " is no longer on the bus; the node has it"
                        + " in HELIOGRAPH_BIRD_CONFIG_DIR/revisions");
            }
            print(history, running, before, wanted);
            return running.equals(Optional.of(wanted)) ? ExitCode.OK : ExitCode.CHANGE_PENDING;
        }

        private static Revision wanted(ConfigHistory history) {
            return history.wanted()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNHEALTHY, "NOT_FOUND: Nothing is rendered for " + history.node() + " now."));
        }

        private void print(ConfigHistory history, Optional<Revision> from, Optional<NodeConfig> before, Revision to) {
            output.print(ConfigView.diff(ConfigDiff.of(history, from, before, NodeTexts.text(history, to))));
        }
    }
}
