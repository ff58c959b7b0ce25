package io.heliograph.cli;

import io.heliograph.cli.view.ExplanationView;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph explain`
@Command(
        name = "explain",
        description = {
            "The whole story of a prefix, a host, a reflector or a session: how far it came, why no further, and the mend.",
            "With --at as it was then, as far as the bus still tells; what it does not tell any more is said.",
            "Exit code 3 when it is, or was, not all that it should be."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "example: heliograph explain 2001:db8:c000:7::/64",
            "         heliograph explain docker07 --at 2026-03-01T03:15:00Z",
            "         heliograph explain rr01/docker07 --at 2h"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SUBJECT", description = "a prefix, an address, a host, a reflector, or reflector/session")
    private String subject = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "as it was then: a time (2026-03-01T12:00:00Z), or how long ago (1h)")
    private Optional<String> at = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        var moment = at.map(this::time);
        var story =
                inventory.ask(api -> moment.isPresent() ? api.explain(subject, moment.get()) : api.explain(subject));
        output.print(ExplanationView.of(story, OutputOptions.paint()));
        return (story.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private Instant time(String text) {
        return TimeReader.read(text, Instant.now())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + text
                                + "' is no time for --at. Write it as 2026-03-01T12:00:00Z, or 1h for an hour ago."));
    }
}
