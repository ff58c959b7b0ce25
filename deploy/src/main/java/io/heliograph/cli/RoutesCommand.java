package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.Answers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph routes`
@Command(
        name = "routes",
        description =
                "Every subnet: the stage that all reflectors of its cluster have reached, and why it is no further.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph routes --url http://inventory:8080"})
final class RoutesCommand implements Callable<Integer> {
    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        var shown = Shown.list(
                "route",
                InventoryApi::routes,
                view -> view.prefix() + "@" + view.host(),
                (all, _) -> Answers.routes(all));
        return watch.show(shown, inventory, output).number();
    }
}
