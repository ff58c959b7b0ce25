package io.heliograph.renderer.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/// The name of this instance among its like, drawn at its first start and kept.
public final class InstanceId {
    private static final String FILE = "instance";

    private InstanceId() {}

    /// Throws [IOException] when the folder can be neither read nor written.
    public static String keptIn(Path stateFolder) throws IOException {
        Files.createDirectories(stateFolder);
        var file = stateFolder.resolve(FILE);
        try {
            var kept = Files.readString(file).strip();
            if (kept.matches("[0-9a-f-]{36}")) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            // The first start.
        }
        var drawn = UUID.randomUUID().toString();
        Files.writeString(file, drawn + "\n");
        return drawn;
    }
}
