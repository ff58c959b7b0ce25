package io.heliograph.cli;

import picocli.CommandLine.Model.CommandSpec;

/// Data goes to stdout, notes and progress to stderr.
record Console(CommandSpec spec) {
    void data(String text) {
        var out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    /// Whether nobody reads the data any more.
    boolean isClosed() {
        return spec.commandLine().getOut().checkError();
    }

    void note(String line) {
        var err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
