package io.heliograph.cli.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a zip file, for its owner's eyes.
public final class Archive {
    private static final String MODE = "rw-------";

    private Archive() {}

    /// Writes it whole or not at all.
    public static void write(Path file, Map<String, byte[]> entries) throws IOException {
        var absolute = file.toAbsolutePath();
        var fresh = absolute.resolveSibling(absolute.getFileName() + ".next");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
        try {
            try (var zip = new ZipOutputStream(Files.newOutputStream(fresh, StandardOpenOption.WRITE))) {
                for (var entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    public static boolean exists(Path file) {
        return Files.exists(file);
    }
}
