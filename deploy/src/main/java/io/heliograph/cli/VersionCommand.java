package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.view.Answers;
import io.heliograph.fleet.answer.VersionView;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `heliograph version`
@Command(
        name = "version",
        description = {
            "Prints the version of this command; with --fleet, who runs which version of what.",
            "The renderer's is that of the configuration which it wrote last."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph version --fleet"})
final class VersionCommand implements Callable<Integer> {
    @Option(names = "--fleet", description = "of every service and agent, with its BIRD, engine and kernel")
    private boolean fleet;

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        var own = VersionView.ofService("heliograph", Optional.of(number()));
        if (fleet) {
            var others = inventory.ask(InventoryApi::versions);
            output.print(Answers.versions(
                    Stream.concat(Stream.of(own), others.stream()).toList()));
        } else {
            output.print(Answers.version(own));
        }
        return ExitCode.OK.number();
    }

    /// From the jar's manifest; a run from class folders has none.
    private static String number() {
        return Optional.ofNullable(Heliograph.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }

    static String text() {
        return "heliograph " + number();
    }

    /// For `--version`.
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
