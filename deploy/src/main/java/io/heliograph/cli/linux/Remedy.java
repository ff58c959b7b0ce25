package io.heliograph.cli.linux;

import io.heliograph.node.linux.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Runs what mends a machine, once a person said so.
public final class Remedy {
    private Remedy() {}

    /// Asks on the terminal; without one the answer is no. Java 25 has no console then, whatever Error Prone says: what
    /// Java 22 brought was taken back.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isWanted() {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            return false;
        }
        var answer = console.readLine("run them? [y/N] ");
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }

    /// Why it failed; empty where it did not.
    public static Optional<String> run(List<String> command) {
        try {
            var tool = Tool.run(new ProcessBuilder(command).redirectErrorStream(true), "");
            return tool.exit() == 0
                    ? Optional.empty()
                    : Optional.of(tool.output().strip());
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
