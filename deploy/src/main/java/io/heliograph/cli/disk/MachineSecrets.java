package io.heliograph.cli.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The secrets of this machine, read for one purpose: to look for them where they must not be.
public final class MachineSecrets {
    private static final int MAX_FILES = 1_000;
    private static final long MAX_FILE_BYTES = 4096;

    /// What there is.
    ///
    /// @param values what must not be seen
    /// @param unread what holds secrets and could not be read
    public record Found(List<String> values, List<String> unread) {}

    private MachineSecrets() {}

    /// Reads them.
    ///
    /// @param folder where the machine keeps them, one file each
    /// @param environment variables whose names speak of secrets count, too
    public static Found read(Path folder, Map<String, String> environment) {
        var values = new ArrayList<String>();
        var unread = new ArrayList<String>();
        environment.forEach((name, value) -> {
            if (isSecret(name)) {
                values.add(value);
            }
        });
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.limit(MAX_FILES).filter(Files::isRegularFile).forEach(file -> read(file, values, unread));
            } catch (IOException e) {
                unread.add(folder.toString());
            }
        }
        return new Found(List.copyOf(values), List.copyOf(unread));
    }

    private static void read(Path file, List<String> values, List<String> unread) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                unread.add(file.toString());
                return;
            }
            values.add(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            unread.add(file.toString());
        }
    }

    /// Whether a variable of this name holds a secret.
    public static boolean isSecret(String variable) {
        return variable.startsWith("HELIOGRAPH_SECRET_")
                || variable.matches(
                        "(?i).*(PASSW(OR)?D|PASSPHRASE|TOKEN|SECRET|CREDENTIAL|PRIVATE_?KEY|API_?KEY|JAAS).*");
    }
}
