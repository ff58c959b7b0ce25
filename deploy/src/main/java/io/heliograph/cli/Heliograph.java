package io.heliograph.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `heliograph`: container subnets as routes, and the health of every session, from one command line.
@Command(
        name = "heliograph",
        description = "Makes every container subnet of a Docker fleet reachable by BGP.",
        synopsisSubcommandLabel = "VERB",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nexit codes:%n",
        exitCodeList = {
            "0:healthy, or done",
            "1:internal error",
            "2:usage",
            "3:unhealthy",
            "4:a change is pending",
            "5:held for a person",
            "6:timed out",
            "7:the control plane is out of reach"
        },
        footer = {"", "example: heliograph status"})
public final class Heliograph implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Without a verb there is nothing to do.
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which verb?");
    }

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /// The command line for these arguments, writing to this process's stdout and stderr. A verb that is not among
    /// them is not even loaded: half of the start is saved.
    public static CommandLine commandLine(String... args) {
        var line = new CommandLine(new Heliograph());
        Verbs.add(line, args);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Heliograph::misused)
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static int misused(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var err = command.getErr();
        err.println("USAGE: " + sentence(e.getMessage()) + " See "
                + command.getCommandSpec().qualifiedName() + " --help.");
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.flush();
        return ExitCode.USAGE.number();
    }

    private static String sentence(@Nullable String message) {
        return message == null || message.endsWith(".") || message.endsWith("?") ? message + "" : message + ".";
    }

    private static int failed(Exception e, CommandLine command) {
        var err = command.getErr();
        if (e instanceof CommandFailure failure) {
            err.println(failure.getMessage());
            err.flush();
            return failure.exit().number();
        }
        err.println("INTERNAL: " + e + ". Report this with the lines below.");
        Arrays.stream(e.getStackTrace()).limit(20).forEach(frame -> err.println("    at " + frame));
        if (e.getCause() != null) {
            err.println("  because of " + e.getCause());
        }
        err.flush();
        return ExitCode.INTERNAL.number();
    }
}
