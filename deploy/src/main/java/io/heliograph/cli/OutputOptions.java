package io.heliograph.cli;

import io.heliograph.cli.view.Answer;
import io.heliograph.cli.view.OutputFormat;
import io.heliograph.cli.view.Paint;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a verb writes its data.
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, yaml, jsonl or csv (default: ${DEFAULT-VALUE})")
    private OutputFormat format = OutputFormat.TABLE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    void print(Answer answer) {
        new Console(spec).data(answer.in(format));
    }

    OutputFormat format() {
        return format;
    }

    /// Colours for a terminal only, and never with `NO_COLOR`.
    static Paint paint() {
        return new Paint(Ansi.AUTO.enabled());
    }
}
