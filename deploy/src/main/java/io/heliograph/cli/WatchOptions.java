package io.heliograph.cli;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether a verb shows once or goes on.
final class WatchOptions {
    @Option(
            names = {"-w", "--watch"},
            description = "go on until Ctrl-C: redrawn in place on a terminal, else a new block, or with -o jsonl a"
                    + " new line, for each change")
    private boolean watch;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    <T> ExitCode show(Shown<T> shown, InventoryOptions inventory, OutputOptions output) throws InterruptedException {
        return show(shown, inventory, output, _ -> {});
    }

    /// @param after what to say beside what was shown once
    <T> ExitCode show(Shown<T> shown, InventoryOptions inventory, OutputOptions output, Consumer<List<T>> after)
            throws InterruptedException {
        var first = inventory.ask(shown.question());
        if (watch) {
            return new Watch<>(shown, inventory, output, new Console(spec)).run(first);
        }
        output.print(shown.answer().apply(first, Instant.now()));
        after.accept(first);
        return shown.exit().apply(first);
    }
}
