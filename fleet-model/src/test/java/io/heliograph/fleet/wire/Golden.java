package io.heliograph.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are compared byte by byte. `-Dgolden=update` writes them anew, and says so; a build server refuses it.
final class Golden {
    private static final String HOW = "run with -Dgolden=update, read the difference, and commit it";

    private Golden() {}

    static boolean mayWrite() {
        if (!"update".equals(System.getProperty("golden"))) {
            return false;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("golden files are not written where CI=true");
        }
        return true;
    }

    static void check(Path file, String actual) throws IOException {
        var expected = Files.exists(file) ? Files.readString(file) : "";
        if (!expected.equals(actual) && mayWrite()) {
            write(file, actual);
            expected = Files.readString(file);
        }
        assertThat(actual).as("%s; if the new text is right: %s", file, HOW).isEqualTo(expected);
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        System.err.println("golden: wrote " + file);
    }
}
