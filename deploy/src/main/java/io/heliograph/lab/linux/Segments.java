package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What really lies in a broker's files, whatever it says.
public final class Segments {
    private static final int DEPTH = 3;

    private Segments() {}

    /// Whether a file of the partition, which is named as its folder, has a record of the key. Compressed records are
    /// not seen.
    public static boolean hold(Path data, String partition, String key) {
        try (var files = Files.walk(data, DEPTH)) {
            return files.filter(file ->
                            file.toString().endsWith(".log") && file.toString().contains("/" + partition + "/"))
                    .anyMatch(file -> text(file).contains(key));
        } catch (IOException | UncheckedIOException _) {
            // The broker deletes files meanwhile: look again.
            return true;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
