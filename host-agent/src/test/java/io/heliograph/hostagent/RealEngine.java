package io.heliograph.hostagent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real Docker engine with its own network namespace and folder. Needs root, and `dockerd`, `docker`,
/// `nsenter` and `ip`; whatever is missing is a failure, never a test less.
final class RealEngine implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;
    private final String namespace;
    private @Nullable Process process;

    private RealEngine(Path folder, String namespace) {
        this.folder = folder;
        this.namespace = namespace;
    }

    /// Starts an engine and waits until it answers.
    static RealEngine start() {
        var prepared = prepared();
        prepared.restart();
        return prepared;
    }

    /// Everything but the engine itself.
    static RealEngine prepared() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new AssertionError("a Docker engine of our own needs root");
        }
        try {
            var folder = Files.createTempDirectory(Path.of("/tmp"), "hg-eng-");
            var namespace = "hga-" + folder.getFileName().toString().substring("hg-eng-".length());
            run(List.of("ip", "netns", "add", namespace));
            run(List.of("ip", "-n", namespace, "link", "set", "lo", "up"));
            // ip6tables false: no rules of the engine's are wanted, and 20.10 knows it as an experiment only.
            Files.writeString(folder.resolve("daemon.json"), """
                    {"hosts": ["unix://%1$s/docker.sock"], "data-root": "%1$s/data", "exec-root": "%1$s/exec",
                     "pidfile": "%1$s/docker.pid", "experimental": true, "ip6tables": false}
                    """.formatted(folder));
            return new RealEngine(folder, namespace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return "unix://" + folder.resolve("docker.sock");
    }

    Path folder() {
        return folder;
    }

    /// Starts the engine, which may have been killed, and waits until it answers.
    void restart() {
        try {
            Files.deleteIfExists(folder.resolve("docker.pid"));
            process = new ProcessBuilder(
                            "nsenter",
                            "--net=/run/netns/" + namespace,
                            "dockerd",
                            "--config-file",
                            folder.resolve("daemon.json").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("dockerd.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("is docker.io installed?", e);
        }
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (attempt(List.of("docker", "-H", host(), "version")).isEmpty()) {
            if (!running().isAlive() || System.nanoTime() > end) {
                throw new AssertionError("dockerd did not start: " + log());
            }
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the engine was not started");
        }
        return process;
    }

    String log() {
        try {
            return Files.readString(folder.resolve("dockerd.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs `docker …` on this engine; what it printed, without the last newline.
    String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker", "-H", host()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// Runs a command in the engine's network namespace.
    String inside(String... arguments) {
        var command = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// SIGKILL, and waits for the end. Its containerd dies with it; where no init reaps it, the next engine would
    /// wait for the corpse, so its pid file goes as well.
    void kill() {
        running().destroyForcibly();
        await(running());
        endContainerd();
    }

    private void endContainerd() {
        var pidFile = folder.resolve("exec/containerd/containerd.pid");
        var _ = attempt(List.of("sh", "-c", "test -e $0 && kill -9 $(cat $0); rm -f $0", pidFile.toString()));
    }

    /// SIGSTOP: the engine takes connections and answers none.
    void freeze() {
        run(List.of("kill", "-STOP", Long.toString(running().pid())));
    }

    /// SIGCONT.
    void thaw() {
        run(List.of("kill", "-CONT", Long.toString(running().pid())));
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(DEADLINE_NANOS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("the engine does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static String run(List<String> command) {
        try {
            var started = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Optional<String> attempt(List<String> command) {
        try {
            return Optional.of(run(command));
        } catch (AssertionError _) {
            return Optional.empty();
        }
    }

    /// Ends the engine and its containerd, and removes namespace and folder.
    @Override
    public void close() {
        if (process != null) {
            if (process.isAlive()) {
                thaw();
            }
            process.destroy();
            await(process);
        }
        endContainerd();
        var _ = attempt(List.of("sh", "-c", "grep -o ' " + folder + "[^ ]*' /proc/mounts | xargs -r umount -l"));
        var _ = attempt(List.of("ip", "netns", "del", namespace));
        var _ = attempt(List.of("rm", "-rf", folder.toString()));
    }
}
