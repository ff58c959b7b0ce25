package io.heliograph.cli.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// Logs, by their ends, and other texts.
public final class LogTail {
    private static final int MAX_FILES = 100;
    private static final int MAX_BYTES = 256 << 10;

    private LogTail() {}

    /// The log files of a folder.
    public static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().limit(MAX_FILES).toList();
        }
    }

    /// The beginning of a file that is read from there.
    public static String whole(Path file, int most) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            // One more than is kept, so that it can be seen that there is more.
            return new String(bytes.readNBytes(most + 1), StandardCharsets.UTF_8);
        }
    }

    /// The end of one, from the beginning of a line on.
    public static String of(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, size - MAX_BYTES);
            channel.position(from);
            var bytes = ByteBuffer.wrap(Channels.newInputStream(channel).readNBytes(MAX_BYTES));
            var text = StandardCharsets.UTF_8.decode(bytes).toString();
            // A first line that is cut could hold half a secret, which nobody would know for one.
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }
}
