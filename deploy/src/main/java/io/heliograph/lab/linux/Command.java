package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs a short program to its end.
public final class Command {
    /// Longer than any program of the lab needs: creating a Debian root has a limit of its own.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Command() {}

    /// What a program left behind.
    ///
    /// @param endedAt `System.nanoTime()` as soon as the end was seen
    public record Outcome(int exit, String output, String error, long endedAt) {
        public boolean isSuccess() {
            return exit == 0;
        }
    }

    /// The output of a program that must succeed; throws [CommandFailed] otherwise.
    public static String run(String... command) {
        return run(List.of(command), Map.of(), "").output();
    }

    /// As above, with variables and input.
    public static Outcome run(List<String> command, Map<String, String> environment, String input) {
        var outcome = attempt(command, environment, input);
        if (!outcome.isSuccess()) {
            throw new CommandFailed(
                    command, "exit " + outcome.exit() + ", " + (outcome.error() + outcome.output()).strip());
        }
        return outcome;
    }

    /// Runs a program that may fail; throws [CommandFailed] only when it cannot be run or does not end.
    public static Outcome attempt(List<String> command, Map<String, String> environment, String input) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var output = reader(process.getInputStream());
            var error = reader(process.getErrorStream());
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // A program that does not read its input has closed it; its exit code says the rest.
            }
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new CommandFailed(command, "has not ended after " + LIMIT.toSeconds() + " s");
            }
            long endedAt = System.nanoTime();
            return new Outcome(process.exitValue(), output.join(), error.join(), endedAt);
        } catch (IOException e) {
            throw new CommandFailed(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(command, e);
        }
    }

    private static CompletableFuture<String> reader(java.io.InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return text;
    }

    /// The command in a network namespace.
    public static List<String> inNamespace(String namespace, List<String> command) {
        var whole = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace, "--"));
        whole.addAll(command);
        return whole;
    }
}
