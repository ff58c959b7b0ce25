package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.StatusView;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph status`
@Command(
        name = "status",
        description = "The fleet on one screen, what is wrong first; exit code 3 when something is.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph status"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        var status = inventory.ask(InventoryApi::status);
        output.print(StatusView.of(status, Instant.now(), OutputOptions.paint()));
        return (status.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }
}
