package io.heliograph.cli;

import io.heliograph.cli.InventoryOptions.Question;
import io.heliograph.cli.goal.Goals;
import io.heliograph.cli.http.HostOrder;
import io.heliograph.cli.view.Answers;
import io.heliograph.fleet.declaration.FleetChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph host`: one host's way into service and out of it.
@Command(
        name = "host",
        description = "One host's way into service and out of it.",
        subcommands = {
            HostCommand.Drain.class,
            HostCommand.Undrain.class,
            HostCommand.Approve.class,
            HostCommand.Remove.class
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph host drain docker07 --wait --why 'kernel upgrade'"})
final class HostCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb?");
    }

    /// Which host, why, and where to say so.
    static final class Addressed {
        @Parameters(paramLabel = "HOST", description = "the host, or CLUSTER/HOST to be sure that it is that one")
        private String host = "";

        @Option(names = "--why", paramLabel = "TEXT", description = "kept with the change")
        private Optional<String> why = Optional.empty();

        @Mixin
        private InventoryOptions inventory = new InventoryOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        String name() {
            return host.substring(host.indexOf('/') + 1);
        }

        /// Gives the order and prints what it changed.
        void order(Function<HostOrder, Question<FleetChange>> verb) throws InterruptedException {
            int slash = host.indexOf('/');
            var cluster = slash < 0 ? Optional.<String>empty() : Optional.of(host.substring(0, slash));
            var order = new HostOrder(name(), cluster, System.getProperty("user.name", "heliograph"), why);
            var change = inventory.ask(verb.apply(order));
            output.print(Answers.changes(List.of(change)));
        }
    }

    /// `host drain`
    @Command(
            name = "drain",
            description = {
                "Takes a host out of service: its routes are marked GRACEFUL_SHUTDOWN, then withdrawn.",
                "It keeps its sessions and stays drained until host undrain. Safe to run twice."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph host drain docker07 --wait --timeout 60s --why 'scale in'"})
    static final class Drain implements Callable<Integer> {
        @Mixin
        private Addressed host = new Addressed();

        @Option(
                names = "--wait",
                description = "return once the host is safe to stop; exit code 6 when it takes too long")
        private boolean wait;

        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                defaultValue = "60s",
                converter = DurationReader.class,
                description = "how long --wait waits at most (default: ${DEFAULT-VALUE})")
        private Duration timeout = Duration.ofMinutes(1);

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            host.order(order -> api -> api.drain(order));
            if (!wait) {
                return ExitCode.OK.number();
            }
            var console = new Console(spec);
            var patience = new Patience(host.name(), "drained", timeout, console);
            var exit = host.inventory.ask(
                    inventory -> patience.await(inventory, api -> Goals.drained(host.name(), api.hosts())));
            if (exit == ExitCode.OK) {
                console.note(host.name() + " is safe to stop");
            }
            return exit.number();
        }
    }

    /// `host undrain`
    @Command(
            name = "undrain",
            description = "Has a drained host serve again.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph host undrain docker07"})
    static final class Undrain implements Callable<Integer> {
        @Mixin
        private Addressed host = new Addressed();

        @Override
        public Integer call() throws InterruptedException {
            host.order(order -> api -> api.undrain(order));
            return ExitCode.OK.number();
        }
    }

    /// `host approve`
    @Command(
            name = "approve",
            description = "Lets a newcomer join that waits in quarantine.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph host approve docker07"})
    static final class Approve implements Callable<Integer> {
        @Mixin
        private Addressed host = new Addressed();

        @Override
        public Integer call() throws InterruptedException {
            host.order(order -> api -> api.approve(order));
            return ExitCode.OK.number();
        }
    }

    /// `host remove`
    @Command(
            name = "remove",
            description =
                    "Forgets a host: its subnets are withdrawn at once, and it stays out until it is declared again.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph host remove docker07 --why 'the machine is gone'"})
    static final class Remove implements Callable<Integer> {
        @Mixin
        private Addressed host = new Addressed();

        @Override
        public Integer call() throws InterruptedException {
            host.order(order -> api -> api.remove(order));
            return ExitCode.OK.number();
        }
    }
}
