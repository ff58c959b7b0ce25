package io.heliograph.cli;

import io.heliograph.cli.Completer.Live;
import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryUnreachable;
import io.heliograph.cli.http.RequestRefused;
import io.heliograph.fleet.answer.SessionView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What the completion scripts ask: silent whatever happens, and soon over.
@Command(
        name = CompleteCommand.NAME,
        hidden = true,
        description = "Prints what could be the last of the words, one a line; for completion scripts.",
        mixinStandardHelpOptions = true,
        footer = {"", "example: heliograph __complete -- explain 2001:"})
final class CompleteCommand implements Callable<Integer> {
    static final String NAME = "__complete";

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /// More than fit on a screen help nobody.
    private static final int MAX_NAMES = 2_000;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "what stands behind the program's name")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var possible = Completer.at(spec.root().commandLine(), words);
        var last = words.isEmpty() ? "" : words.getLast();
        var names = possible.live().isEmpty()
                ? Stream.<String>empty()
                : live(possible).filter(it -> it.startsWith(last));
        var text = new StringBuilder();
        Stream.concat(possible.words().stream(), names)
                .distinct()
                .limit(MAX_NAMES)
                .forEach(word -> text.append(word).append('\n'));
        new Console(spec).data(text.toString());
        return ExitCode.OK.number();
    }

    private Stream<String> live(Completer.Possible possible) throws InterruptedException {
        try (var api = new InventoryApi(InventoryOptions.at(url()).uri(), LIMIT)) {
            var names = Stream.<String>builder();
            for (var kind : possible.live()) {
                names(kind, api).forEach(names::add);
            }
            return names.build().sorted();
        } catch (InventoryUnreachable | RequestRefused | ParameterException _) {
            return Stream.empty();
        }
    }

    private Optional<String> url() {
        int option = words.indexOf("--url");
        return option < 0 || option + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(option + 1));
    }

    private static Stream<String> names(Live kind, InventoryApi api)
            throws InventoryUnreachable, RequestRefused, InterruptedException {
        return switch (kind) {
            case HOSTS -> api.hosts().stream().map(host -> host.host().value());
            case REFLECTORS ->
                api.reflectors().stream().map(reflector -> reflector.reflector().value());
            case PREFIXES -> api.routes().stream().map(route -> route.prefix().toString());
            case SESSIONS -> api.sessions().stream().map(CompleteCommand::name);
            case NODES -> api.applies().stream().map(apply -> apply.node().toString());
            case FLEET -> Stream.of("fleet");
        };
    }

    private static String name(SessionView session) {
        return session.reflector() + "/" + session.peer();
    }
}
