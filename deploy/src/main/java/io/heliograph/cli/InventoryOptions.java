package io.heliograph.cli;

import io.heliograph.cli.http.InventoryApi;
import io.heliograph.cli.http.InventoryUnreachable;
import io.heliograph.cli.http.RequestRefused;
import io.heliograph.fleet.answer.Problem;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.lab.LabInventory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where the inventory is, for every verb that asks it.
final class InventoryOptions {
    private static final String VARIABLE = "HELIOGRAPH_URL";
    private static final String DEFAULT = "http://localhost:8080";
    private static final int NOT_FOUND = 404;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "where the inventory is (default: HELIOGRAPH_URL, else the lab that is up here, else "
                    + DEFAULT + ")")
    private Optional<String> url = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// As if that were given on the command line.
    static InventoryOptions at(Optional<String> url) {
        var options = new InventoryOptions();
        options.url = url;
        // A specification speaks of its command line, which is made for it.
        var _ = new picocli.CommandLine(options.spec);
        return options;
    }

    /// A question to the inventory.
    @FunctionalInterface
    interface Question<T> {
        T ask(InventoryApi inventory) throws InventoryUnreachable, RequestRefused, InterruptedException;
    }

    /// Asks; whatever goes wrong ends the verb with its exit code.
    <T> T ask(Question<T> question) throws InterruptedException {
        try (var inventory = new InventoryApi(uri())) {
            return question.ask(inventory);
        } catch (InventoryUnreachable e) {
            throw CommandFailure.of(ExitCode.UNREACHABLE, List.of(e.reason()));
        } catch (RequestRefused e) {
            throw CommandFailure.of(exit(e.problem()), reasons(e.problem()));
        }
    }

    URI uri() {
        return uri(System.getenv());
    }

    /// Where it is, if anything says so.
    Optional<URI> known(Map<String, String> environment) {
        return named(environment).map(this::parsed);
    }

    private Optional<String> named(Map<String, String> environment) {
        return url.or(() -> Optional.ofNullable(environment.get(VARIABLE))
                .filter(value -> !value.isBlank())
                .or(() -> LabInventory.ofOnlyLab(environment).map(URI::toString)));
    }

    private URI uri(Map<String, String> environment) {
        return parsed(named(environment).orElse(DEFAULT));
    }

    private URI parsed(String text) {
        try {
            var uri = URI.create(text);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "'" + text + "' is not a URL: " + e.getMessage() + ".", e);
        }
        throw new ParameterException(
                spec.commandLine(), "'" + text + "' is not a URL of the inventory. Write it as " + DEFAULT + ".");
    }

    private static ExitCode exit(Problem problem) {
        if (problem.code() == ReasonCode.KAFKA_UNREACHABLE) {
            return ExitCode.UNREACHABLE;
        }
        if (problem.status() == NOT_FOUND) {
            return ExitCode.UNHEALTHY;
        }
        return problem.status() / 100 == 4 ? ExitCode.USAGE : ExitCode.INTERNAL;
    }

    static List<Reason> reasons(Problem problem) {
        return problem.reasons().isEmpty()
                ? List.of(new Reason(problem.code(), problem.detail(), problem.mend()))
                : problem.reasons();
    }
}
