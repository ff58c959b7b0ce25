package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.Answers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `heliograph hosts`
@Command(
        name = "hosts",
        description = "The Docker hosts: what each may announce, its sessions, its configuration.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph hosts -o json", "         heliograph hosts --watch"})
final class HostsCommand implements Callable<Integer> {
    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        var shown =
                Shown.list("host", InventoryApi::hosts, view -> view.host().value(), (all, _) -> Answers.hosts(all));
        return watch.show(shown, inventory, output).number();
    }
}
