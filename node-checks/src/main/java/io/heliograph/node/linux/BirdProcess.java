package io.heliograph.node.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// BIRD among the processes of this machine. Its command line and its limits are readable for everybody.
public final class BirdProcess {
    private static final Path PROC = Path.of("/proc");
    private static final String DEFAULT_SOCKET = "/run/bird/bird.ctl";
    private static final String FILES = "Max open files";

    private BirdProcess() {}

    /// How many files the BIRD behind this control socket may open; empty where it is not found.
    public static OptionalInt fileLimit(Path socket) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                if (isBirdOf(socket, process)) {
                    return softLimit(process);
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // As on a system without /proc: nothing is known.
        }
        return OptionalInt.empty();
    }

    /// A process that ends while it is looked at is none.
    private static boolean isBirdOf(Path socket, Path process) {
        try {
            if (!Files.readString(process.resolve("comm")).strip().equals("bird")) {
                return false;
            }
            var words = List.of(Files.readString(process.resolve("cmdline")).split("\0"));
            int at = words.indexOf("-s");
            var own = at >= 0 && at + 1 < words.size() ? words.get(at + 1) : DEFAULT_SOCKET;
            return Path.of(own).normalize().equals(socket.normalize());
        } catch (IOException _) {
            return false;
        }
    }

    private static OptionalInt softLimit(Path process) throws IOException {
        try (var lines = Files.lines(process.resolve("limits"))) {
            return lines.filter(line -> line.startsWith(FILES))
                    .map(line -> line.substring(FILES.length()).strip().split("\\s+")[0])
                    .filter(limit -> limit.matches("\\d{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .findFirst();
        }
    }
}
