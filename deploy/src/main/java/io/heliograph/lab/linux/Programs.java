package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The long-running programs of a lab. Each is remembered on disk by its process id *and* its start time, so that
/// a number that the kernel has given to somebody else is never killed.
public final class Programs {
    private static final Duration TERM_GRACE = Duration.ofSeconds(5);

    private final Path records;
    private final Path logs;

    public Programs(Path records, Path logs) {
        this.records = records;
        this.logs = logs;
    }

    /// Starts a program, detached from this process and its terminal; its output is appended to its log.
    public void start(String name, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(records);
            Files.createDirectories(logs);
            var detached = new java.util.ArrayList<>(List.of("setsid"));
            detached.addAll(command);
            var builder = new ProcessBuilder(detached)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            var started = startTime(process.pid()).orElse("gone");
            Files.writeString(
                    record(name),
                    process.pid() + " " + started + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    public Path log(String name) {
        return logs.resolve(name + ".log");
    }

    /// The names of all programs that were started, alive or not.
    public List<String> names() {
        if (!Files.isDirectory(records)) {
            return List.of();
        }
        try (var files = Files.list(records)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive(String name) {
        return handle(name).isPresent();
    }

    /// The live process of this name, empty when it has ended or its number is another's now.
    public Optional<ProcessHandle> handle(String name) {
        try {
            var words = Files.readString(record(name)).strip().split(" ");
            long pid = Long.parseLong(words[0]);
            return startTime(pid).filter(words[1]::equals).flatMap(_ -> ProcessHandle.of(pid));
        } catch (java.nio.file.NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks a program to end and insists after a grace; forgets it. Nothing happens when it has ended.
    public void stop(String name) {
        handle(name).ifPresent(process -> {
            // A frozen program cannot end.
            signal("CONT", process.pid());
            signal("TERM", process.pid());
            if (!ended(process, TERM_GRACE)) {
                process.destroyForcibly();
                ended(process, TERM_GRACE);
            }
        });
        forget(name);
    }

    /// Ends a program and its children at once, as a crash would, and waits until it is gone; it stays known.
    public void kill(String name) {
        handle(name).ifPresent(process -> {
            var children = process.children().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            ended(process, TERM_GRACE);
        });
    }

    /// Sends a signal to a program that lives.
    public void signal(String name, String signal) {
        handle(name).ifPresent(process -> signal(signal, process.pid()));
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(record(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, long pid) {
        Command.attempt(List.of("kill", "-" + signal, Long.toString(pid)), Map.of(), "");
    }

    /// Waits for the end of any process, a child or not. (`ProcessHandle.onExit` looks at a stranger only every few
    /// seconds, and takes a zombie for alive.)
    static boolean ended(ProcessHandle process, Duration limit) {
        return Probe.await(limit, () -> startTime(process.pid()).isEmpty());
    }

    private Path record(String name) {
        return records.resolve(name);
    }

    /// The start time in ticks since the machine's start (proc(5), field 22 of `stat`), with the machine's own
    /// start: ticks alone would repeat after a reboot. Empty when the process is gone or only a zombie.
    static Optional<String> startTime(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field, the name, may hold blanks and parentheses.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(fields[19] + "@" + boot());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /// When the record of a program was written: its start.
    public Optional<Instant> startedAt(String name) {
        try {
            return Optional.of(Files.getLastModifiedTime(record(name)).toInstant());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
