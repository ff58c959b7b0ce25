package io.heliograph.lab;

import io.heliograph.cli.Heliograph;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/// The command line, as a person at the lab has it.
final class Cli {
    /// What a command left behind.
    record Run(int exit, String out, String err) {}

    private Cli() {}

    static Run run(Lab lab, String... words) {
        var arguments = Stream.concat(
                        Stream.of(words),
                        Stream.of("--url", lab.plan().inventory().toString()))
                .toArray(String[]::new);
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Heliograph.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
