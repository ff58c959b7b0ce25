package io.heliograph.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What could stand where somebody presses the tabulator: verbs, options and their values from the command line's own
/// model, and names that only the inventory knows.
final class Completer {
    /// Names that live in the inventory.
    enum Live {
        HOSTS,
        REFLECTORS,
        PREFIXES,
        SESSIONS,
        NODES,
        FLEET
    }

    /// Whatever is not here has no names.
    private static final Map<String, Set<Live>> PARAMETERS = Map.of(
            "explain", EnumSet.of(Live.PREFIXES, Live.HOSTS, Live.SESSIONS),
            "wait", EnumSet.of(Live.PREFIXES, Live.HOSTS, Live.REFLECTORS, Live.SESSIONS, Live.FLEET),
            "host", EnumSet.of(Live.HOSTS),
            "rollout", EnumSet.of(Live.NODES),
            "config", EnumSet.of(Live.NODES),
            "doctor", EnumSet.of(Live.HOSTS, Live.REFLECTORS));

    private static final Map<String, Set<Live>> OPTIONS = Map.of(
            "--object", EnumSet.of(Live.HOSTS, Live.REFLECTORS, Live.PREFIXES),
            "--peer", EnumSet.of(Live.HOSTS));

    /// What is possible.
    ///
    /// @param words from the model
    /// @param live names to ask for
    record Possible(List<String> words, Set<Live> live) {
        static final Possible NOTHING = new Possible(List.of(), Set.of());
    }

    private Completer() {}

    /// What could be the last of the words.
    ///
    /// @param words what stands behind the program's name; the last is being written, and may be empty
    static Possible at(CommandLine root, List<String> words) {
        var line = root;
        Optional<OptionSpec> open = Optional.empty();
        var verb = "";
        for (var word : words.subList(0, Math.max(0, words.size() - 1))) {
            if (open.isPresent()) {
                open = Optional.empty();
            } else if (word.startsWith("-")) {
                open = takesNextWord(line.getCommandSpec(), word);
            } else {
                var next = line.getSubcommands().get(word);
                verb = verb.isEmpty() && next != null ? word : verb;
                line = next == null ? line : next;
            }
        }
        var last = words.isEmpty() ? "" : words.getLast();
        return possible(line.getCommandSpec(), verb, open, last);
    }

    private static Optional<OptionSpec> takesNextWord(CommandSpec spec, String word) {
        return Optional.ofNullable(spec.findOption(word))
                .filter(option -> option.arity().max() > 0);
    }

    private static Possible possible(CommandSpec spec, String verb, Optional<OptionSpec> open, String last) {
        if (open.isPresent()) {
            var live = Stream.of(open.get().names())
                    .flatMap(name -> OPTIONS.getOrDefault(name, Set.of()).stream())
                    .toList();
            return new Possible(begin(values(open.get()), last), live.isEmpty() ? Set.of() : EnumSet.copyOf(live));
        }
        if (last.startsWith("-")) {
            var names =
                    spec.options().stream().filter(option -> !option.hidden()).map(OptionSpec::longestName);
            return new Possible(begin(names, last), Set.of());
        }
        if (!spec.subcommands().isEmpty()) {
            var verbs = spec.subcommands().entrySet().stream()
                    .filter(entry ->
                            !entry.getValue().getCommandSpec().usageMessage().hidden())
                    .map(Map.Entry::getKey);
            return new Possible(begin(verbs, last), Set.of());
        }
        if (spec.positionalParameters().isEmpty()) {
            return Possible.NOTHING;
        }
        var values = spec.positionalParameters().stream().flatMap(Completer::values);
        return new Possible(begin(values, last), PARAMETERS.getOrDefault(verb, Set.of()));
    }

    private static Stream<String> values(ArgSpec argument) {
        var candidates = argument.completionCandidates();
        return candidates == null
                ? Stream.empty()
                : StreamSupport.stream(candidates.spliterator(), false).map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static List<String> begin(Stream<String> words, String last) {
        return words.filter(word -> word.startsWith(last)).sorted().toList();
    }
}
