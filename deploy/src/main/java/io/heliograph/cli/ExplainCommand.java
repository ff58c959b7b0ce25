package io.heliograph.cli;

import io.heliograph.cli.view.ExplanationView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `heliograph explain`
@Command(
        name = "explain",
        description = {
            "The whole story of a prefix, a host or a session: how far it came, why no further, and the mend.",
            "Exit code 3 when it is not all that it should be."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph explain 2001:db8:c000:7::/64"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SUBJECT", description = "a prefix, a host's name, or reflector/session")
    private String subject = "";

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        var story = inventory.ask(api -> api.explain(subject));
        output.print(ExplanationView.of(story, OutputOptions.paint()));
        return (story.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }
}
