package io.heliograph.lab.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Tells every change of the kernel's IPv6 routes in one namespace, with the time that `ip` itself saw it: a busy
/// reader must not make a short absence longer or hide it.
public final class RouteFeed implements AutoCloseable {
    private static final Pattern LINE =
            Pattern.compile("\\[([0-9T:.-]+)] (Deleted )?([0-9a-f:]+/[0-9]+) (?:.* )?via ([0-9a-f:]+) .*");
    private static final Pattern SHOWN = Pattern.compile("([0-9a-f:]+/[0-9]+) (?:.* )?via ([0-9a-f:]+) .*");

    private final Process process;

    /// A route came, or went.
    ///
    /// @param via the next hop, empty when the route went
    public record Change(Instant at, String prefix, Optional<String> via) {}

    private RouteFeed(Process process) {
        this.process = process;
    }

    public static RouteFeed of(String namespace, Consumer<Change> sink) {
        var command = Command.inNamespace(namespace, List.of("ip", "-ts", "-6", "monitor", "route"));
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("TZ", "UTC");
            var process = builder.start();
            Thread.ofPlatform().daemon().name("route-feed").start(() -> read(process, sink));
            return new RouteFeed(process);
        } catch (IOException e) {
            throw new CommandFailed(command, e);
        }
    }

    private static void read(Process process, Consumer<Change> sink) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line).ifPresent(sink);
            }
        } catch (IOException _) {
            // The feed was closed.
        }
    }

    /// `[2026-11-25T08:56:55.782907] Deleted 2001:db8:7::/64 nhid 4 via fe80::1 dev eth0 …`; empty for other lines.
    static Optional<Change> parse(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var at = LocalDateTime.parse(matcher.group(1)).toInstant(ZoneOffset.UTC);
        var via = matcher.group(2) == null ? Optional.of(matcher.group(4)) : Optional.<String>empty();
        return Optional.of(new Change(at, matcher.group(3), via));
    }

    /// The routes below a prefix that the kernel has now, each with its next hop.
    public static Map<String, String> shown(String namespace, String below) {
        var command = Command.inNamespace(namespace, List.of("ip", "-6", "route", "show", "root", below));
        var routes = new HashMap<String, String>();
        Command.run(command, Map.of(), "").output().lines().forEach(line -> {
            var matcher = SHOWN.matcher(line);
            if (matcher.matches()) {
                routes.put(matcher.group(1), matcher.group(2));
            }
        });
        return routes;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
