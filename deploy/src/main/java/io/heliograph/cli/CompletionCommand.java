package io.heliograph.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph completion`
@Command(
        name = "completion",
        description = "Prints a completion script for bash or zsh.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: source <(heliograph completion bash)"})
final class CompletionCommand implements Callable<Integer> {
    /// The shells that have one.
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", arity = "0..1", defaultValue = "bash", description = "bash or zsh")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var script = AutoComplete.bash("heliograph", spec.root().commandLine());
        new Console(spec)
                .data(
                        switch (shell) {
                            case BASH -> script;
                            case ZSH -> "autoload -U +X compinit && compinit\n" + script;
                        });
        return ExitCode.OK.number();
    }
}
