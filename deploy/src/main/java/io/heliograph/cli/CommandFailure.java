package io.heliograph.cli;

import io.heliograph.fleet.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/// Ends a command with an exit code and what to say on stderr: `CODE: message mend`, a line for each reason.
public final class CommandFailure extends RuntimeException {
    private final ExitCode exit;

    public CommandFailure(ExitCode exit, String lines) {
        super(lines);
        this.exit = exit;
    }

    public static CommandFailure of(ExitCode exit, List<Reason> reasons) {
        return new CommandFailure(
                exit, reasons.stream().map(Reason::toString).collect(Collectors.joining(System.lineSeparator())));
    }

    public ExitCode exit() {
        return exit;
    }
}
