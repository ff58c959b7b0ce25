package io.heliograph.bus.disk;

import io.heliograph.fleet.event.ReportVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// Hands out the versions of one agent's reports: the epoch is one more than at the last start, the sequence one
/// more than in the last report. Safe for all threads.
public final class ReporterIdentity {
    private static final String FILE = "epoch";

    private final long epoch;
    private final AtomicReference<ReportVersion> next;

    private ReporterIdentity(ReportVersion first) {
        epoch = first.epoch();
        next = new AtomicReference<>(first);
    }

    /// Begins a new epoch: the number is on the disk before this returns. A damaged file is an error, since an
    /// epoch that goes back would have every report dropped as old.
    ///
    /// @throws IOException when the folder cannot be written, or the file holds no number
    public static ReporterIdentity begin(Path stateFolder) throws IOException {
        Files.createDirectories(stateFolder);
        var file = stateFolder.resolve(FILE);
        long epoch = stored(file) + 1;
        var fresh = stateFolder.resolve(FILE + ".new");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap((epoch + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return new ReporterIdentity(
                new ReportVersion(epoch, 1, UUID.randomUUID().toString()));
    }

    private static long stored(Path file) throws IOException {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no epoch. Write a number larger than any used before.", e);
        }
    }

    /// The version of the next report.
    public ReportVersion next() {
        return next.getAndUpdate(ReportVersion::next);
    }

    public long epoch() {
        return epoch;
    }
}
