package io.heliograph.birdcontrol.bird;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A BIRD program: of this machine, or of another release's root folder, run by `chroot` (needs root).
///
/// The environment names them, and where in its root a program lies that does not lie where Debian puts it:
/// `HELIOGRAPH_BIRDS=/usr/sbin/bird,chroot:/roots/trixie,chroot:/roots/sid:/opt/bird2/usr/sbin/bird`.
public record BirdBinary(Path program, Optional<Path> root) {
    private static final String CHROOT = "chroot:";
    private static final Path USUAL = Path.of("/usr/sbin/bird");

    /// Every BIRD that is to be tried; the installed one where the environment names none. A BIRD that is
    /// named and not there is a failure, never a test less.
    public static List<BirdBinary> all() {
        var named = System.getenv("HELIOGRAPH_BIRDS");
        if (named == null || named.isBlank()) {
            return List.of(installed());
        }
        return Arrays.stream(named.split(","))
                .map(String::strip)
                .map(BirdBinary::of)
                .toList();
    }

    /// The BIRD of this machine: `BIRD_BINARY`, or else `/usr/sbin/bird`.
    public static BirdBinary installed() {
        var named = System.getenv("BIRD_BINARY");
        return of(named == null || named.isBlank() ? USUAL.toString() : named);
    }

    /// A BIRD 1.6, which is not supported; empty where `HELIOGRAPH_OLD_BIRD` names none.
    public static Optional<BirdBinary> tooOld() {
        return Optional.ofNullable(System.getenv("HELIOGRAPH_OLD_BIRD"))
                .filter(named -> !named.isBlank())
                .map(BirdBinary::of);
    }

    private static BirdBinary of(String text) {
        var binary = text.startsWith(CHROOT)
                ? inRoot(text.substring(CHROOT.length()).split(":", 2))
                : new BirdBinary(Path.of(text), Optional.empty());
        if (!Files.isExecutable(binary.seenFromHere())) {
            throw new AssertionError("there is no BIRD at " + binary.seenFromHere()
                    + ": install it (apt-get install bird2), or name one in BIRD_BINARY or HELIOGRAPH_BIRDS");
        }
        return binary;
    }

    private static BirdBinary inRoot(String[] rootAndProgram) {
        var program = rootAndProgram.length == 2 ? Path.of(rootAndProgram[1]) : USUAL;
        return new BirdBinary(program, Optional.of(Path.of(rootAndProgram[0])));
    }

    private Path seenFromHere() {
        return root.map(folder -> folder.resolve(Path.of("/").relativize(program)))
                .orElse(program);
    }

    /// The command that runs this BIRD so that `folder` has the same path for it as for us. The process that it
    /// starts is BIRD itself: each program on the way replaces the one before.
    ///
    /// @param namespace the network namespace to run in
    List<String> command(Path folder, Optional<String> namespace, String... arguments) {
        var command = new ArrayList<String>();
        namespace.ifPresent(name -> command.addAll(List.of("nsenter", "--net=/run/netns/" + name)));
        root.ifPresent(it -> command.addAll(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-ec",
                "mkdir -p \"$1$0\"; mount --bind \"$0\" \"$1$0\"; shift; exec chroot \"$@\"",
                folder.toString(),
                it.toString(),
                it.toString())));
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /// Whether it reads `authentication ao`: BIRD 2.17 and 3.1 and what came after them.
    public boolean hasTcpAo() {
        try {
            var asked = new ProcessBuilder(command(Files.createTempDirectory("hg-ask-"), Optional.empty(), "--version"))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var version = Pattern.compile("version (\\d+)\\.(\\d+)").matcher(said);
            if (!version.find()) {
                throw new AssertionError(this + " says of its version: " + said);
            }
            int minor = Integer.parseInt(version.group(2));
            return version.group(1).equals("2") ? minor >= 17 : minor >= 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return root.map(it -> CHROOT + it + ":" + program).orElse(program.toString());
    }
}
