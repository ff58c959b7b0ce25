package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.Answers;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph sessions`
@Command(
        name = "sessions",
        description = "Every BGP session of every reflector: state, and routes received as actual/expected.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph sessions -o jsonl"})
final class SessionsCommand implements Callable<Integer> {
    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        output.print(Answers.sessions(inventory.ask(InventoryApi::sessions), Instant.now()));
        return ExitCode.OK.number();
    }
}
