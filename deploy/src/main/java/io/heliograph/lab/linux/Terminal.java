package io.heliograph.lab.linux;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Runs a program on the terminal of whoever called us.
public final class Terminal {
    private Terminal() {}

    /// The program's exit code.
    public static int run(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new CommandFailed(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(command, e);
        }
    }
}
