package io.heliograph.cli;

import io.heliograph.cli.event.ConfigHistory;
import io.heliograph.cli.view.ConfigView;
import io.heliograph.cli.view.UnifiedDiff;
import io.heliograph.fleet.Revision;
import java.time.Instant;
import java.util.List;
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
                "With one revision: from it to what is wanted. With two: from the first to the second. Exit code 0 then."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph config diff rr01", "         heliograph config diff rr01 3f786850e387"})
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
            print(history, from, to);
            return ExitCode.OK.number();
        }

        private ExitCode wantedAgainstRunning(ConfigHistory history) {
            var console = new Console(spec);
            var wanted = wanted(history);
            if (history.running().isEmpty()) {
                console.note(history.node() + " has not said what it runs; wanted is " + wanted.abbreviated());
                return ExitCode.CHANGE_PENDING;
            }
            var running = history.running().get();
            if (running.equals(wanted)) {
                console.note(history.node() + " runs what is wanted, " + wanted.abbreviated());
                return ExitCode.OK;
            }
            console.note(history.node() + " runs " + running.abbreviated() + ", wanted is " + wanted.abbreviated());
            if (history.texts().containsKey(running)) {
                print(history, running, wanted);
            } else {
                console.note("the text of " + running.abbreviated() + " is no longer on the bus; the node has it in"
                        + " HELIOGRAPH_BIRD_CONFIG_DIR/revisions");
            }
            return ExitCode.CHANGE_PENDING;
        }

        private static Revision wanted(ConfigHistory history) {
            return history.wanted()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNHEALTHY, "NOT_FOUND: Nothing is rendered for " + history.node() + " now."));
        }

        private void print(ConfigHistory history, Revision from, Revision to) {
            new Console(spec)
                    .data(UnifiedDiff.of(
                            history.node() + " " + from.abbreviated(),
                            NodeTexts.text(history, from).text(),
                            history.node() + " " + to.abbreviated(),
                            NodeTexts.text(history, to).text()));
        }
    }
}
