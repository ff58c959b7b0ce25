package io.heliograph.lab.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Pings an address five times a second and tells each answer, with the time that `ping` itself saw it.
public final class PingFeed implements AutoCloseable {
    private static final String INTERVAL_SECONDS = "0.2";
    private static final Pattern ANSWER = Pattern.compile("\\[([0-9]+)\\.([0-9]{6})] .* bytes from .*icmp_seq=.*");

    private final Process process;

    private PingFeed(Process process) {
        this.process = process;
    }

    public static PingFeed of(String namespace, String address, Consumer<Instant> sink) {
        var command =
                Command.inNamespace(namespace, List.of("ping", "-6", "-n", "-D", "-i", INTERVAL_SECONDS, address));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread.ofPlatform().daemon().name("ping-feed").start(() -> read(process, sink));
            return new PingFeed(process);
        } catch (IOException e) {
            throw new CommandFailed(command, e);
        }
    }

    private static void read(Process process, Consumer<Instant> sink) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line).ifPresent(sink);
            }
        } catch (IOException _) {
            // The feed was closed.
        }
    }

    /// `[1795597023.711480] 64 bytes from 2001:db8::101: icmp_seq=1 ttl=64 time=0.160 ms`; empty for other lines.
    static Optional<Instant> parse(String line) {
        var matcher = ANSWER.matcher(line);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochSecond(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) * 1_000))
                : Optional.empty();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
