package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.Answers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph reflectors`
@Command(
        name = "reflectors",
        description = "The route reflectors: sessions, routes, configuration.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph reflectors -o csv"})
final class ReflectorsCommand implements Callable<Integer> {
    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        var shown = Shown.list(
                "reflector",
                InventoryApi::reflectors,
                view -> view.reflector().value(),
                (all, _) -> Answers.reflectors(all));
        return watch.show(shown, inventory, output).number();
    }
}
