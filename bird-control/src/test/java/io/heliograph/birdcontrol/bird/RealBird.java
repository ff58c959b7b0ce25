package io.heliograph.birdcontrol.bird;

import io.heliograph.fleet.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real BIRD in a folder of its own under `/tmp`, without privileges: own `-c`, `-s` and `-P`. Give its BGP
/// protocols a high port ([#freePort]).
///
/// The folder is laid out as an agent keeps it: BIRD starts from `config/current/bird.conf`, and `config` is what
/// an applier's `configFolder` should be.
public final class RealBird implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long POLL_MILLIS = 5;

    private BirdBinary binary;
    private final Optional<String> namespace;
    private final Path folder;
    private @Nullable Process process;

    private RealBird(BirdBinary binary, Optional<String> namespace, Path folder) {
        this.binary = binary;
        this.namespace = namespace;
        this.folder = folder;
    }

    /// Starts this machine's BIRD and waits until it answers.
    public static RealBird start(String config) {
        return start(BirdBinary.installed(), Optional.empty(), config);
    }

    /// Starts a BIRD and waits until it answers.
    ///
    /// @param namespace the network namespace to run it in; its control socket is reached from everywhere
    public static RealBird start(BirdBinary binary, Optional<String> namespace, String config) {
        var bird = prepared(binary, namespace, config);
        bird.restart();
        return bird;
    }

    /// The folder and the configuration, and no BIRD yet: [#restart] starts it.
    public static RealBird prepared(BirdBinary binary, Optional<String> namespace, String config) {
        try {
            var folder = Files.createTempDirectory(Path.of("/tmp"), "hg-bird-");
            var bootstrap = Files.createDirectories(folder.resolve("config/revisions/bootstrap"));
            Files.writeString(bootstrap.resolve("bird.conf"), config);
            writeSecrets(bootstrap, config);
            Files.createSymbolicLink(folder.resolve("config/current"), Path.of("revisions/bootstrap"));
            return new RealBird(binary, namespace, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fails with BIRD's own words and the line at fault unless BIRD reads the configuration (`bird -p`).
    public static void parse(String config) {
        parse(BirdBinary.installed(), config);
    }

    /// As [#parse(String)], with a BIRD of choice.
    public static void parse(BirdBinary binary, String config) {
        try {
            var folder = Files.createTempDirectory(Path.of("/tmp"), "hg-parse-");
            try {
                var file = Files.writeString(folder.resolve("bird.conf"), config);
                writeSecrets(folder, config);
                var parser = new ProcessBuilder(binary.command(folder, Optional.empty(), "-p", "-c", file.toString()))
                        .redirectErrorStream(true)
                        .start();
                var said = new String(parser.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                if (parser.waitFor() != 0) {
                    throw new AssertionError(binary + " refuses the configuration: " + said + "\n" + numbered(config));
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Writes, for each secret that the configuration includes, a file as an agent would.
    public static void writeSecrets(Path folder, String config) throws IOException {
        for (var file : SecretFile.in(config)) {
            Files.writeString(folder.resolve(file.fileName()), file.words("of " + file.secret()));
        }
    }

    private static String numbered(String config) {
        var text = new StringBuilder();
        int number = 0;
        for (var line : config.split("\n", -1)) {
            number++;
            text.append("%5d  %s%n".formatted(number, line));
        }
        return text.toString();
    }

    /// A TCP port that nobody listens on now.
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /// BIRD's control socket.
    public Path socket() {
        return folder.resolve("bird.ctl");
    }

    /// What an applier's `configFolder` should be.
    public Path configFolder() {
        return folder.resolve("config");
    }

    public long pid() {
        return running().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Everything that BIRD wrote to its standard error since the first start.
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return folder.resolve("bird.log");
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("BIRD was not started");
        }
        return process;
    }

    /// SIGTERM, and waits for the end: BIRD takes its leave of its peers.
    public void stop() {
        running().destroy();
        awaitEnd();
    }

    /// SIGKILL, and waits for the end: BIRD says nothing to anybody, and its socket stays behind.
    public void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    /// SIGSTOP: BIRD is there and does not answer.
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT.
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(DEADLINE_NANOS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("BIRD does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Ends the BIRD that may be there and starts it again from `config/current/bird.conf`, as systemd would;
    /// waits until it answers.
    public void restart() {
        if (isAlive()) {
            stop();
        }
        try {
            Files.deleteIfExists(socket());
            process = new ProcessBuilder(binary.command(
                            folder,
                            namespace,
                            "-f",
                            "-c",
                            configFolder().resolve("current/bird.conf").toString(),
                            "-s",
                            socket().toString(),
                            "-P",
                            folder.resolve("bird.pid").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    /// Ends this BIRD and starts another on the same files and the same socket.
    public void replaceBy(BirdBinary other) {
        stop();
        binary = other;
        restart();
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (true) {
            try (var _ = BirdSocket.open(socket())) {
                return;
            } catch (BirdUnreachable e) {
                if (!isAlive() || System.nanoTime() > end) {
                    throw new AssertionError(binary + " did not start: " + log(), e);
                }
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /// Stops BIRD and deletes its folder.
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
