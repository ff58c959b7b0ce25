package io.heliograph.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `heliograph version`
@Command(
        name = "version",
        description = "Prints the version.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph version"})
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        new Console(spec).data(text() + System.lineSeparator());
        return ExitCode.OK.number();
    }

    /// From the jar's manifest; a run from class folders has none.
    static String text() {
        return "heliograph "
                + Optional.ofNullable(Heliograph.class.getPackage().getImplementationVersion())
                        .orElse("(unpackaged)");
    }

    /// For `--version`.
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
