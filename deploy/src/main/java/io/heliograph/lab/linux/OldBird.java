package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A BIRD that is not supported any more: 1.6 of Debian bullseye, for the tests that show what a node with it is told.
/// Its package alone is fetched and unpacked, from the mirror that this machine's own apt uses; nothing is installed.
public final class OldBird {
    private static final String SUITE = "bullseye";

    /// BIRD 1.6 is two programs; this one is for IPv6.
    private static final Path PROGRAM = Path.of("usr/sbin/bird6");

    private static final Path KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private static final String UNPACK = "dpkg-deb -x bird_*.deb unpacked";

    private final Path folder;
    private final Path unfinished;
    private final Consumer<String> progress;

    public OldBird(Path cache, Consumer<String> progress) {
        this.folder = cache.resolve(SUITE + "-bird");
        this.unfinished = cache.resolve(SUITE + "-bird.new");
        this.progress = progress;
    }

    /// The program; fetched when it is not there yet. Throws [CommandFailed] with what is missing, and the mend.
    public Path program() {
        var program = folder.resolve(PROGRAM);
        if (!Files.isExecutable(program)) {
            fetch();
        }
        return program;
    }

    /// What it says of its version.
    public String version() {
        var said = Command.attempt(List.of(program().toString(), "--version"), Map.of(), "");
        return (said.output() + said.error()).lines().findFirst().orElse("none");
    }

    private void fetch() {
        var mirror = DebianRoots.mirror();
        progress.accept("fetching BIRD 1.6 of Debian " + SUITE + " (once)");
        Remains.delete(unfinished);
        try {
            Files.createDirectories(unfinished.resolve("lists/partial"));
            Files.writeString(unfinished.resolve("sources.list"), source(mirror, Files.exists(KEYS)));
            run(mirror, apt("update", "-qq", "-o", "APT::Update::Error-Mode=any"));
            run(mirror, apt("download", "-qq", "bird"));
            run(mirror, List.of("sh", "-ec", UNPACK));
            Remains.delete(folder);
            Files.move(unfinished.resolve("unpacked"), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Remains.delete(unfinished);
        }
    }

    /// Lists and keys of its own: what apt knows on this machine stays as it is.
    private List<String> apt(String... words) {
        var command = new ArrayList<>(List.of("apt-get"));
        for (var option : List.of(
                "Dir::Etc::SourceList=" + unfinished.resolve("sources.list"),
                "Dir::Etc::SourceParts=-",
                "Dir::State::Lists=" + unfinished.resolve("lists"),
                "Dir::Cache=" + unfinished,
                "Acquire::Languages=none",
                "APT::Sandbox::User=root")) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of(words));
        return command;
    }

    private void run(String mirror, List<String> command) {
        var here = new ArrayList<>(List.of("sh", "-ec", "cd \"$0\"; exec \"$@\"", unfinished.toString()));
        here.addAll(command);
        var outcome = Command.attempt(here, Map.of("LC_ALL", "C"), "");
        if (!outcome.isSuccess()) {
            throw new CommandFailed(missing(mirror) + " (" + outcome.error().strip() + ")");
        }
    }

    /// @param keys whether the archive's keys lie where `debootstrap` has them, too; else apt's own are asked
    static String source(String mirror, boolean keys) {
        return "deb " + (keys ? "[signed-by=" + KEYS + "] " : "") + mirror + " " + SUITE + " main\n";
    }

    /// What to do once the mirrors have dropped a release that old.
    private String missing(String mirror) {
        return mirror + " gives no package bird of Debian " + SUITE
                + ", and without a BIRD 1.6 nothing shows what a node"
                + " with one is told. Unpack that package by hand, from a mirror that keeps old releases: dpkg-deb -x"
                + " bird_1.6.8-2.1_*.deb " + folder;
    }
}
