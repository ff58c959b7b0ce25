package io.heliograph.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Watches from a node, without a gap, while something happens: each change of its kernel's routes, and whether a
/// container answers.
final class Witness implements AutoCloseable {
    private static final Pattern PINGS = Pattern.compile("(\\d+) packets transmitted, (\\d+) received");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Path routes;
    private final Path pings;
    private final Process monitor;
    private final Process ping;

    private Witness(String namespace, List<String> from, String address) throws IOException {
        routes = Files.createTempFile("hg-witness-routes", ".txt");
        pings = Files.createTempFile("hg-witness-pings", ".txt");
        monitor = start(Command.inNamespace(namespace, List.of()), routes, "ip", "-6", "monitor", "route");
        ping = start(from, pings, "ping", "-6", "-n", "-i", "0.2", "-W", "1", address);
        assertThat(Probe.await(LIMIT, () -> text(pings).contains("bytes from")))
                .as("%s answers", address)
                .isTrue();
    }

    /// @param address answers already
    static Witness from(String namespace, String address) {
        return of(namespace, Command.inNamespace(namespace, List.of()), address);
    }

    /// The routes are the namespace's, and the pings come from the network of this process: a container's.
    static Witness from(String namespace, long process, String address) {
        return of(namespace, List.of("nsenter", "--net=/proc/" + process + "/ns/net", "--"), address);
    }

    private static Witness of(String namespace, List<String> from, String address) {
        try {
            return new Witness(namespace, from, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(List<String> in, Path to, String... command) throws IOException {
        var whole = new ArrayList<>(in);
        whole.addAll(List.of(command));
        return new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(to.toFile())
                .start();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every change of a route so far, but for those of this prefix.
    List<String> changesBut(String prefix) {
        return text(routes)
                .lines()
                .filter(line ->
                        !line.isBlank() && !line.startsWith(prefix + " ") && !line.startsWith("Deleted " + prefix))
                .toList();
    }

    /// Every change of a route so far.
    List<String> changes() {
        return text(routes).lines().filter(line -> !line.isBlank()).toList();
    }

    /// Every route that went, be it for a moment.
    List<String> deleted() {
        return text(routes).lines().filter(line -> line.startsWith("Deleted")).toList();
    }

    /// Every change of the routes of this prefix so far.
    List<String> changesOf(String prefix) {
        return text(routes).lines().filter(line -> line.contains(prefix)).toList();
    }

    /// Ends the pings; each was answered, the last one aside, which may be on its way.
    void assertEveryPingWasAnswered() {
        Command.attempt(List.of("kill", "-INT", Long.toString(ping.pid())), Map.of(), "");
        assertThat(Probe.await(LIMIT, () -> !ping.isAlive())).isTrue();
        var matcher = PINGS.matcher(text(pings));
        assertThat(matcher.find()).as(text(pings)).isTrue();
        int sent = Integer.parseInt(matcher.group(1));
        assertThat(Integer.parseInt(matcher.group(2)))
                .as("answers to %d pings", sent)
                .isBetween(sent - 1, sent);
    }

    @Override
    public void close() {
        monitor.destroy();
        ping.destroy();
        try {
            Files.deleteIfExists(routes);
            Files.deleteIfExists(pings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
