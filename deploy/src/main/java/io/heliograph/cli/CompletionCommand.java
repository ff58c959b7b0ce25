package io.heliograph.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `heliograph completion`
@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash, zsh or fish.",
            "It completes verbs and options, and names of hosts, reflectors, prefixes and sessions as the inventory"
                    + " knows them at that moment."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "example: source <(heliograph completion bash)",
            "         heliograph completion fish > ~/.config/fish/completions/heliograph.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    /// The shells that have one.
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /// Bash takes a colon for the end of a word, and prefixes are full of them: what is before the last one is there
    /// already and must not come again.
    private static final String ON_BASH = """
            _heliograph() {
                local IFS=$'\\n' line=${COMP_LINE:0:COMP_POINT} words cur
                IFS=$' \\t' read -ra words <<<"$line"
                [[ $line == *[[:blank:]] ]] && words+=('')
                cur=${words[${#words[@]}-1]}
                COMPREPLY=($("${words[0]}" __complete -- "${words[@]:1}" 2>/dev/null))
                if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
                    local before=${cur%"${cur##*:}"}
                    COMPREPLY=("${COMPREPLY[@]#"$before"}")
                fi
            }
            complete -o default -F _heliograph heliograph ./heliograph
            """;

    private static final String ON_ZSH = """
            #compdef heliograph
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            _heliograph() {
                local -a candidates
                candidates=(${(f)"$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
                if (( $#candidates )); then
                    compadd -a candidates
                else
                    _files
                fi
            }
            compdef _heliograph heliograph
            """;

    private static final String ON_FISH = """
            function __heliograph_complete
                set -l words (commandline -opc) (commandline -ct)
                $words[1] __complete -- $words[2..-1] 2>/dev/null
            end
            complete -c heliograph -a '(__heliograph_complete)'
            """;

    @Parameters(paramLabel = "SHELL", arity = "0..1", defaultValue = "bash", description = "bash, zsh or fish")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        new Console(spec)
                .data(
                        switch (shell) {
                            case BASH -> ON_BASH;
                            case ZSH -> ON_ZSH;
                            case FISH -> ON_FISH;
                        });
        return ExitCode.OK.number();
    }
}
