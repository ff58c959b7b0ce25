package io.heliograph.birdcontrol.bird;

import io.heliograph.birdcontrol.apply.ApplyInput;
import io.heliograph.fleet.SecretFile;
import io.heliograph.fleet.SecretName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The secrets of this machine: one line each in a file by the secret's name, or in a variable of the environment.
/// They are written beside the configuration that includes them, for BIRD to read, and nowhere else: no message and
/// no log line has one.
record Secrets(Path folder, Map<String, String> environment) {
    /// What BIRD's strings take (they have no escapes), and as long as a TCP-MD5 key may be.
    private static final Pattern USABLE = Pattern.compile("[ !#-~]{1,80}");

    private static final long MAX_FILE_BYTES = 4096;
    private static final String MODE = "rw-r-----";

    Secrets {
        environment = Map.copyOf(environment);
    }

    /// A secret, or why there is none.
    private sealed interface Found {
        record Value(String secret) implements Found {}

        record Nothing(String why) implements Found {}
    }

    /// The first secret that a configuration includes and this machine does not have.
    Optional<ApplyInput.SecretMissing> lacking(String text) {
        for (var file : SecretFile.in(text)) {
            if (find(file.secret()) instanceof Found.Nothing(var why)) {
                return Optional.of(new ApplyInput.SecretMissing(file.secret(), why));
            }
        }
        return Optional.empty();
    }

    /// Whether the secrets that lie beside a configuration are still those of this machine. One that the machine has
    /// no longer is left as it is: BIRD runs with it.
    boolean areThoseIn(Path revision, String text) throws IOException {
        for (var included : SecretFile.in(text)) {
            var file = revision.resolve(included.fileName());
            if (find(included.secret()) instanceof Found.Value(var secret)
                    && !(Files.exists(file) && Files.readString(file).equals(included.words(secret)))) {
                return false;
            }
        }
        return true;
    }

    /// Writes what a configuration includes into its folder, down to the disk: without it BIRD would not start.
    ///
    /// @param like a folder whose group is BIRD's
    void write(Path revision, String text, Path like) throws IOException {
        for (var file : SecretFile.in(text)) {
            if (find(file.secret()) instanceof Found.Value(var secret)) {
                writeFile(revision.resolve(file.fileName()), file.words(secret), like);
            }
        }
    }

    /// For the agent and for BIRD; nobody else.
    private static void writeFile(Path file, String words, Path like) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
        var group = Files.readAttributes(like, PosixFileAttributes.class).group();
        Files.getFileAttributeView(fresh, PosixFileAttributeView.class).setGroup(group);
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(words));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Found find(SecretName name) {
        var file = folder.resolve(name.value());
        if (Files.exists(file)) {
            return read(file);
        }
        var value = environment.get(name.variable());
        return value == null
                ? new Found.Nothing("neither the file " + file + " nor the variable " + name.variable() + " is there")
                : usable(value, "the variable " + name.variable());
    }

    private static Found read(Path file) {
        try {
            return Files.size(file) > MAX_FILE_BYTES
                    ? new Found.Nothing("the file " + file + " is larger than " + MAX_FILE_BYTES + " bytes")
                    : usable(Files.readString(file, StandardCharsets.ISO_8859_1), "the file " + file);
        } catch (IOException e) {
            return new Found.Nothing(
                    "the file " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Found usable(String value, String place) {
        var secret = value.strip();
        return USABLE.matcher(secret).matches()
                ? new Found.Value(secret)
                : new Found.Nothing(place + " holds something else than one line of 1 to 80 printable characters of "
                        + "ASCII without a double quote");
    }
}
