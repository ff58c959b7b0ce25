package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.Answers;
import io.heliograph.fleet.answer.SessionView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph sessions`
@Command(
        name = "sessions",
        description = "Every BGP session of every reflector: state, and routes received as actual/expected.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph sessions -o jsonl", "         heliograph sessions --watch"})
final class SessionsCommand implements Callable<Integer> {
    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        var shown = Shown.list("session", InventoryApi::sessions, SessionView::name, Answers::sessions);
        return watch.show(shown, inventory, output).number();
    }
}
