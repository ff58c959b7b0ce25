package io.heliograph.cli;

import io.heliograph.cli.view.ConfigView;
import io.heliograph.cli.view.OutputFormat;
import io.heliograph.cli.view.RenderedText;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph config`: what is rendered for the nodes.
@Command(
        name = "config",
        description = "What is rendered for the nodes, and was.",
        subcommands = {ConfigCommand.Show.class, ConfigHistoryCommands.Diff.class, ConfigHistoryCommands.History.class},
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph config show rr01"})
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb?");
    }

    /// `config show`
    @Command(
            name = "show",
            description = "Prints the BIRD configuration rendered last for a node, or an earlier one that is still"
                    + " there, as it stands on the bus; as a table, too, it is BIRD's text.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "example: heliograph config show reflector/rr01 > bird.conf",
                "         heliograph config show rr01 --revision 3f786850e387",
                "         heliograph config show rr01 -o json"
            })
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "NODE", description = "docker01, host/docker01, reflector/rr01")
        private String node = "";

        @Option(
                names = "--revision",
                paramLabel = "R",
                description = "an earlier one, by its first digits, as config history shows it")
        private Optional<String> revision = Optional.empty();

        @Mixin
        private BusOptions bus = new BusOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var config = config();
            new Console(spec)
                    .note("node=" + config.node() + " revision=" + config.revision() + " change=" + config.changeClass()
                            + " cause=" + config.cause());
            // Of what the node runs BIRD's text says nothing, and the outcomes of 400 days are long to read.
            Optional<Revision> running = output.format() == OutputFormat.TABLE
                    ? Optional.empty()
                    : NodeTexts.read(bus, config.node().toString(), spec).running();
            output.print(ConfigView.text(RenderedText.of(config, running)));
            return ExitCode.OK.number();
        }

        private NodeConfig config() throws InterruptedException {
            if (revision.isPresent()) {
                var history = NodeTexts.read(bus, node, spec);
                return NodeTexts.text(history, NodeTexts.revision(history, revision.get()));
            }
            var found = bus.ask(kafka -> kafka.configs(node));
            if (found.isEmpty()) {
                throw CommandFailure.of(
                        ExitCode.UNHEALTHY, List.of(Reason.of(ReasonCode.NOT_FOUND, "configuration of", node)));
            }
            if (found.size() > 1) {
                throw new ParameterException(spec.commandLine(), "'" + node + "' is one of " + found.keySet() + ".");
            }
            return found.values().iterator().next();
        }
    }
}
