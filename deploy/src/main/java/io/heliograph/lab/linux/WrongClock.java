package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Another time for one program, by Debian's `libfaketime`: Linux has no namespace for the wall's clock.
public final class WrongClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    private WrongClock() {}

    /// The variables of a program that lives so many days ahead. Its waits keep their length.
    public static Map<String, String> of(int days, Map<String, String> environment) {
        var whole = new TreeMap<>(environment);
        whole.put("LD_PRELOAD", library().toString());
        whole.put("FAKETIME", (days > 0 ? "+" : "") + days + "d");
        whole.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Its mend for an old C library makes the virtual machine's waits longer.
        whole.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return whole;
    }

    private static Path library() {
        try (var folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            LIBRARY + " is missing below " + LIBRARIES + ". Install libfaketime."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
