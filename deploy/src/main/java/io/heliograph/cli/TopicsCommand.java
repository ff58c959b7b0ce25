package io.heliograph.cli;

import io.heliograph.cli.kafka.Bus;
import io.heliograph.cli.view.Answers;
import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph topics`: the topics of the bus against their contract.
@Command(
        name = "topics",
        description = "The topics of the bus: create what is missing, show what differs from the contract.",
        subcommands = {TopicsCommand.Drift.class, TopicsCommand.Provision.class},
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph topics drift"})
final class TopicsCommand implements Callable<Integer> {
    static final String SCHEMA = "heliograph.topic-drift.v1";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb?");
    }

    private static int print(CommandSpec spec, OutputOptions output, List<Reason> drift) {
        output.print(Answers.reasons(SCHEMA, drift));
        if (drift.isEmpty()) {
            new Console(spec).note("every topic is as its contract says");
            return ExitCode.OK.number();
        }
        return ExitCode.UNHEALTHY.number();
    }

    /// `topics drift`
    @Command(
            name = "drift",
            description = "Shows every setting that is not what the contract says; exit code 3 when there is one.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph topics drift --bootstrap-servers [2001:db8::5]:9092"})
    static final class Drift implements Callable<Integer> {
        @Mixin
        private BusOptions bus = new BusOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var drift = bus.ask(Bus::drift)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNHEALTHY,
                            "TOPICS_MISSING: Topics are missing. Run heliograph topics provision."));
            return print(spec, output, drift);
        }
    }

    /// `topics provision`
    @Command(
            name = "provision",
            description = "Creates the topics that are missing; never alters one. Exit code 3 when one differs.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph topics provision"})
    static final class Provision implements Callable<Integer> {
        @Mixin
        private BusOptions bus = new BusOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            return print(spec, output, bus.ask(Bus::provision));
        }
    }
}
