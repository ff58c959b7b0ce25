package io.heliograph.cli;

import io.heliograph.cli.view.Answers;
import io.heliograph.cli.view.FleetExport;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleetfile.FleetFile;
import io.heliograph.fleetfile.disk.FleetFileText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph fleet`: the fleet as a file.
@Command(
        name = "fleet",
        description = "The fleet as a file: validate it, see what it changes, apply it, export it.",
        subcommands = {
            FleetCommand.Apply.class,
            FleetCommand.Diff.class,
            FleetCommand.Validate.class,
            FleetCommand.Export.class
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph fleet apply -f fleet.yaml --dry-run"})
final class FleetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb?");
    }

    /// Which file.
    static final class FileOption {
        @Option(
                names = {"-f", "--file"},
                required = true,
                paramLabel = "FILE",
                description = "the fleet file; - for standard input")
        private Path file = Path.of("-");

        /// Reads the file; its faults end the verb, a line for each.
        FleetDeclaration read() {
            var standardInput = file.toString().equals("-");
            var name = standardInput ? "(standard input)" : file.toString();
            try {
                var text = standardInput ? FleetFileText.readStandardInput() : FleetFileText.read(file);
                return switch (FleetFile.read(name, text)) {
                    case FleetFile.Declared declared -> declared.fleet();
                    case FleetFile.Refused refused -> throw CommandFailure.of(ExitCode.USAGE, refused.reasons());
                };
            } catch (NoSuchFileException _) {
                throw new CommandFailure(ExitCode.USAGE, "FLEET_FILE_MISSING: There is no file " + name + ".");
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, "FLEET_FILE_UNREADABLE: " + name + " cannot be read: " + e.getMessage() + ".");
            }
        }
    }

    private static String user() {
        return System.getProperty("user.name", "heliograph");
    }

    private static boolean isChange(FleetChange change) {
        return change.action() != FleetChange.Action.UNCHANGED;
    }

    private static String counted(List<FleetChange> changes, String done) {
        long changing = changes.stream().filter(FleetCommand::isChange).count();
        return changing + " of " + changes.size() + " entries " + done;
    }

    /// `fleet apply`
    @Command(
            name = "apply",
            description = "Declares what the file says. What it does not name is left alone. Safe to run twice.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph fleet apply -f fleet.yaml --message 'second reflector'"})
    static final class Apply implements Callable<Integer> {
        @Mixin
        private FileOption file = new FileOption();

        @Mixin
        private InventoryOptions inventory = new InventoryOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(names = "--dry-run", description = "only show what would change")
        private boolean dryRun;

        @Option(names = "--message", paramLabel = "TEXT", description = "why; kept with each change")
        private Optional<String> message = Optional.empty();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var fleet = file.read();
            var changes = inventory.ask(api -> api.apply(fleet, dryRun, user(), message));
            output.print(Answers.changes(changes));
            new Console(spec).note(counted(changes, dryRun ? "would change" : "changed"));
            return ExitCode.OK.number();
        }
    }

    /// `fleet diff`
    @Command(
            name = "diff",
            description = "Shows what applying the file would change; exit code 4 when something would.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph fleet diff -f fleet.yaml"})
    static final class Diff implements Callable<Integer> {
        @Mixin
        private FileOption file = new FileOption();

        @Mixin
        private InventoryOptions inventory = new InventoryOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Override
        public Integer call() throws InterruptedException {
            var fleet = file.read();
            var changes = inventory.ask(api -> api.apply(fleet, true, user(), Optional.empty())).stream()
                    .filter(FleetCommand::isChange)
                    .toList();
            output.print(Answers.changes(changes));
            return (changes.isEmpty() ? ExitCode.OK : ExitCode.CHANGE_PENDING).number();
        }
    }

    /// `fleet validate`
    @Command(
            name = "validate",
            description = "Reads the file and says what is wrong with it, without asking the inventory.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph fleet validate -f fleet.yaml"})
    static final class Validate implements Callable<Integer> {
        @Mixin
        private FileOption file = new FileOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var fleet = file.read();
            new Console(spec)
                    .note(fleet.clusters().size() + " clusters, "
                            + fleet.reflectors().size() + " reflectors, "
                            + fleet.hosts().size() + " hosts: nothing is wrong with the file");
            return ExitCode.OK.number();
        }
    }

    /// `fleet export`
    @Command(
            name = "export",
            description = {
                "Writes what is declared as a fleet file to stdout.",
                "Of hosts, those that a cluster with join: DECLARED needs; others join by themselves."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph fleet export > fleet.yaml"})
    static final class Export implements Callable<Integer> {
        @Mixin
        private InventoryOptions inventory = new InventoryOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            var fleet = inventory.ask(api -> FleetExport.of(api.clusters(), api.reflectors(), api.hosts()));
            new Console(spec).data(Answers.fleetFile(fleet));
            return ExitCode.OK.number();
        }
    }
}
