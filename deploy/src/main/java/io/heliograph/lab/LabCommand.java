package io.heliograph.lab;

import io.heliograph.lab.linux.DebianRoots;
import io.heliograph.lab.linux.LabFolder;
import io.heliograph.lab.linux.OldBird;
import io.heliograph.lab.plan.LabName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph lab`: the whole picture on one machine.
@Command(
        name = "lab",
        description = "The whole picture on one machine: a router, two reflectors, two Docker hosts, the services.",
        subcommands = {
            LabCommand.Up.class,
            LabStatusCommand.class,
            LabNodeCommands.Exec.class,
            LabNodeCommands.Logs.class,
            LabFaultCommands.Break.class,
            LabFaultCommands.Mend.class,
            LabCommand.Down.class,
            LabCommand.Roots.class
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph lab up && heliograph lab exec docker01 -- docker network ls"})
public final class LabCommand implements Callable<Integer> {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int UNHEALTHY = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb? See heliograph lab --help");
    }

    /// Notes go to stderr, data to stdout.
    static void note(CommandSpec spec, String line) {
        var err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /// Runs a verb; what the lab cannot do is said in a line, not with a stack trace.
    static int say(CommandSpec spec, Callable<Integer> verb) throws Exception {
        try {
            return verb.call();
        } catch (LabTrouble e) {
            note(spec, String.valueOf(e.getMessage()));
            return e.exit();
        } catch (io.heliograph.lab.linux.CommandFailed e) {
            note(spec, String.valueOf(e.getMessage()));
            return INTERNAL;
        }
    }

    static List<Path> roots(Consumer<String> progress) {
        var roots = new DebianRoots(LabHome.roots(), progress);
        return List.of(roots.root(DebianRoots.FIRST), roots.root(DebianRoots.SECOND));
    }

    /// Which lab.
    static final class Name {
        @Option(names = "--name", defaultValue = "lab", description = "the lab's name (default: ${DEFAULT-VALUE})")
        private String name = "lab";

        LabName value(CommandSpec spec) {
            try {
                return new LabName(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }

    /// `lab up`
    @Command(
            name = "up",
            description = "Brings the lab up; what a crash left of it is cleaned first.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab up --name second --roots"})
    static final class Up implements Callable<Integer> {
        @picocli.CommandLine.Mixin
        private Name name = new Name();

        @Option(
                names = "--roots",
                description = "docker01 on Debian trixie (Docker 26, BIRD 2.17), docker02 on sid (Docker 28, BIRD 3)")
        private boolean roots;

        @Option(names = "--bare", description = "routers and engines only, nothing of Heliograph")
        private boolean bare;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return say(spec, () -> {
                Consumer<String> progress = line -> note(spec, line);
                var settings = LabFolder.settings(
                        LabHome.find(System.getenv()),
                        name.value(spec),
                        bare,
                        roots ? LabCommand.roots(progress) : List.of());
                try (var lab = new Lab(settings)) {
                    var start = new LabStart(lab, progress);
                    start.check();
                    start.up();
                }
                progress.accept("next: heliograph lab status --name " + settings.name());
                return OK;
            });
        }
    }

    /// `lab down`
    @Command(
            name = "down",
            description = "Takes the lab down and leaves nothing of it.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab down --name second"})
    static final class Down implements Callable<Integer> {
        @picocli.CommandLine.Mixin
        private Name name = new Name();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return say(spec, () -> {
                var home = LabHome.find(System.getenv());
                var settings = LabFolder.stored(home, name.value(spec))
                        .orElseGet(() -> LabFolder.settings(home, name.value(spec), false, List.of()));
                try (var lab = new Lab(settings)) {
                    new LabStop(lab).down();
                }
                note(spec, "lab " + settings.name() + " is down");
                return OK;
            });
        }
    }

    /// `lab roots`
    @Command(
            name = "roots",
            description =
                    "Makes the Debian roots of --roots and what else the tests need (once), and prints what is in them.",
            mixinStandardHelpOptions = true,
            footer = {"", "example: heliograph lab roots"})
    static final class Roots implements Callable<Integer> {
        @Option(
                names = "--birds",
                description = "print their BIRDs alone, in one line, as the tests' HELIOGRAPH_BIRDS names them")
        private boolean birds;

        @Option(
                names = "--old-bird",
                description =
                        "print the BIRD 1.6 alone that the tests show to be too old, as HELIOGRAPH_OLD_BIRD names it")
        private boolean oldBird;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return say(spec, () -> {
                Consumer<String> progress = line -> note(spec, line);
                var out = spec.commandLine().getOut();
                var old = new OldBird(LabHome.roots(), progress);
                if (oldBird) {
                    out.println(old.program());
                    out.flush();
                    return OK;
                }
                var made = new DebianRoots(LabHome.roots(), progress);
                var all = Stream.of(DebianRoots.FIRST, DebianRoots.SECOND)
                        .map(made::contents)
                        .toList();
                if (birds) {
                    out.println(all.stream()
                            .flatMap(root -> root.birds().keySet().stream())
                            .map(DebianRoots.Bird::toString)
                            .collect(Collectors.joining(",")));
                } else {
                    all.forEach(root -> out.printf(
                            "%s\t%s\t%s%n",
                            root.path(),
                            root.docker(),
                            String.join(", ", root.birds().values())));
                    out.flush();
                    out.printf("%s\tno engine\t%s%n", old.program(), old.version());
                }
                out.flush();
                return OK;
            });
        }
    }
}
