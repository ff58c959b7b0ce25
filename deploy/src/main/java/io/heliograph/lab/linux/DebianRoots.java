package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Other releases of Debian in folders, for their engines and BIRDs. Made once by `debootstrap`, from the mirror
/// that this machine's own apt uses.
public final class DebianRoots {
    private static final Path USUAL_BIRD = Path.of("usr/sbin/bird");

    private static final Pattern MIRROR =
            Pattern.compile("(?m)^(?:URIs:\\s*|deb\\s+(?:\\[[^]]*]\\s+)?)(\\S+/debian/?)(?:\\s|$)");

    private final Path cache;
    private final Consumer<String> progress;

    public DebianRoots(Path cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /// A release, and which BIRD of it to install. The two packages exclude each other: the other one is unpacked
    /// beside, in `/opt`, where it is wanted.
    public record Release(String suite, String birdPackage, Optional<String> beside) {}

    /// Docker 26 and BIRD 2.17; Docker 28 and BIRD 3, with BIRD 2.20 beside it (`sid` moves: look at what was found).
    public static final Release FIRST = new Release("trixie", "bird2", Optional.empty());

    public static final Release SECOND = new Release("sid", "bird3", Optional.of("bird2"));

    /// A BIRD in a root, and where it lies there.
    public record Bird(Path root, Path program) {
        /// As the tests' `HELIOGRAPH_BIRDS` names it.
        @Override
        public String toString() {
            return "chroot:" + root + ":/" + program;
        }
    }

    /// What a root holds.
    ///
    /// @param birds each BIRD and what it says of its version
    public record Contents(Path path, String docker, Map<Bird, String> birds) {}

    /// The folder of a release; made when it is not there yet.
    public Path root(Release release) {
        var root = cache.resolve(release.suite());
        if (!Files.isDirectory(root)) {
            make(release, root);
        }
        release.beside()
                .filter(it -> !Files.isDirectory(root.resolve(folderOf(it))))
                .ifPresent(it -> unpackBeside(root, it));
        return root;
    }

    private static Path folderOf(String packageName) {
        return Path.of("opt", packageName);
    }

    private void unpackBeside(Path root, String packageName) {
        progress.accept("unpacking " + packageName + " of Debian " + root.getFileName() + " beside");
        var script = """
                rm -rf /opt/new && mkdir /opt/new && cd /opt/new
                { apt-get download "$0" || { apt-get update && apt-get download "$0"; }; }
                dpkg-deb -x "$0"_*.deb . && rm "$0"_*.deb && mv /opt/new "/opt/$0"
                """;
        Command.run(List.of("chroot", root.toString(), "sh", "-ec", script, packageName), Map.of(), "");
    }

    private void make(Release release, Path root) {
        progress.accept("making a root of Debian " + release.suite() + " (once, about a minute)");
        var unfinished = cache.resolve(release.suite() + ".new");
        var log = cache.resolve(release.suite() + ".log");
        Remains.delete(unfinished);
        var packages = "docker.io," + release.birdPackage() + ",iproute2,iptables";
        var command = new ArrayList<>(List.of("debootstrap", "--variant=minbase", "--include=" + packages));
        command.addAll(List.of(release.suite(), unfinished.toString(), mirror()));
        try {
            Files.createDirectories(cache);
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new CommandFailed(command, "exit " + process.exitValue() + ", see " + log);
            }
            Files.move(unfinished, root);
        } catch (IOException e) {
            throw new CommandFailed(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(command, e);
        }
    }

    /// What is in a release's root; made when it is not there yet.
    public Contents contents(Release release) {
        var root = root(release);
        var birds = new LinkedHashMap<Bird, String>();
        Stream.concat(
                        Stream.of(USUAL_BIRD),
                        release.beside().stream().map(it -> folderOf(it).resolve(USUAL_BIRD)))
                .forEach(program -> birds.put(new Bird(root, program), version(root, "/" + program)));
        return new Contents(root, version(root, "dockerd"), birds);
    }

    private static String version(Path root, String program) {
        var outcome = Command.attempt(List.of("chroot", root.toString(), program, "--version"), Map.of(), "");
        return (outcome.output() + outcome.error()).lines().findFirst().orElse("none");
    }

    /// The mirror of this machine's own sources.
    static String mirror() {
        return sources().stream()
                .flatMap(text -> mirrorIn(text).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Debian mirror in /etc/apt/sources.list or"
                        + " /etc/apt/sources.list.d. Add one, or make the root by hand."));
    }

    static Optional<String> mirrorIn(String text) {
        var matcher = MIRROR.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<String> sources() {
        var files = new ArrayList<Path>();
        files.add(Path.of("/etc/apt/sources.list"));
        try (Stream<Path> more = Files.list(Path.of("/etc/apt/sources.list.d"))) {
            more.sorted().forEach(files::add);
        } catch (IOException _) {
            // An old system keeps them in one file.
        }
        return files.stream()
                .filter(Files::isRegularFile)
                .map(DebianRoots::read)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
