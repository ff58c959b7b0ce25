package io.heliograph.birdcontrol.bird;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.heliograph.birdcontrol.apply.ApplyInput;
import io.heliograph.birdcontrol.apply.Load;
import io.heliograph.birdcontrol.brake.Losses;
import io.heliograph.fleet.Revision;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.wire.FleetJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/// The configurations of one node on disk.
///
/// ```
/// current -> revisions/0f3a9c…     BIRD starts from current/bird.conf
/// revisions/0f3a9c…/bird.conf      the text
/// revisions/0f3a9c…/secret-a.conf  a secret that the text includes; only the agent and BIRD read it
/// revisions/0f3a9c…/config.json    the record it came in; the last good one is read from here
/// revisions/0f3a9c…/probe.conf     a part of a text that BIRD refused, for BIRD to check
/// applied                          which load of which revision was confirmed
/// losses                           what was lost in the last minutes
/// trial                            there while a trial may be open
/// ```
final class ConfigStore {
    /// Revisions that are kept, so that a person can look at what ran before.
    static final int KEPT = 5;

    private static final String PROBE = "probe.conf";

    private static final Pattern REVISION_FOLDER = Pattern.compile("[0-9a-f]{12}");

    private final Path folder;
    private final Secrets secrets;
    private FutureTask<Path> secured = new FutureTask<>(() -> Path.of("."));

    ConfigStore(Path folder, Secrets secrets) {
        this.folder = folder;
        this.secrets = secrets;
        this.secured.run();
    }

    private Path revisions() {
        return folder.resolve("revisions");
    }

    private Path revision(Revision revision) {
        return revisions().resolve(revision.abbreviated());
    }

    private Path current() {
        return folder.resolve("current");
    }

    /// What the disk says of the past; a file that is damaged says nothing.
    ApplyInput.Started load() throws IOException {
        var lastGood = lastGood();
        boolean sameSecrets = lastGood.isEmpty()
                || secrets.areThoseIn(current(), lastGood.get().text());
        // With another secret BIRD no longer runs what it should, although the text is the same.
        return new ApplyInput.Started(
                lastGood, sameSecrets ? note() : Optional.empty(), Files.exists(folder.resolve("trial")), losses());
    }

    private Optional<NodeConfig> lastGood() throws IOException {
        try {
            var config = FleetJson.mapper()
                    .readValue(Files.readAllBytes(current().resolve("config.json")), NodeConfig.class);
            boolean whole = Revision.of(config.text()).equals(config.revision())
                    && holds(current().resolve("bird.conf"), config.text());
            return whole ? Optional.of(config) : Optional.empty();
        } catch (NoSuchFileException | JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private Optional<ApplyInput.Note> note() throws IOException {
        var file = folder.resolve("applied");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        // The third line is younger than the file: without it a restart cannot be told from a hand.
        return lines.size() >= 2 && lines.getFirst().matches("[0-9a-f]{64}")
                ? Optional.of(new ApplyInput.Note(
                        new Revision(lines.getFirst()), new Load(lines.get(1), lines.size() > 2 ? lines.get(2) : "")))
                : Optional.empty();
    }

    private Losses losses() throws IOException {
        var file = folder.resolve("losses");
        return Files.exists(file) ? Losses.parse(Files.readAllLines(file)) : Losses.NONE;
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    /// Writes the text beside the others, for BIRD to read at once. Meanwhile it goes down to the disk, together
    /// with the record: [#promote] waits for that, the apply does not.
    Path stage(NodeConfig config) throws IOException {
        settle();
        var target = Files.createDirectories(revision(config.revision())).resolve("bird.conf");
        secrets.write(revision(config.revision()), config.text(), folder);
        if (!holds(target, config.text())) {
            var fresh = target.resolveSibling("bird.conf.next");
            Files.writeString(fresh, config.text());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
        // Revisions that are refused or held come here as well, and nobody remembers them.
        Files.setLastModifiedTime(target.getParent(), FileTime.fromMillis(System.currentTimeMillis()));
        prune(config.revision());
        secured = new FutureTask<>(() -> secure(target, config));
        Thread.ofVirtual().name("bird-secure").start(secured);
        return target;
    }

    private static Path secure(Path target, NodeConfig config) throws IOException {
        try (var channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        write(target.resolveSibling("config.json"), FleetJson.mapper().writeValueAsBytes(config));
        return target;
    }

    /// Waits until nothing is being written in the background any more. Whoever needed it has waited already; what was
    /// refused or held is needed by nobody.
    void settle() {
        try {
            awaitSecured();
        } catch (IOException _) {
            // The next to be promoted tells of a disk that takes nothing.
        }
    }

    private void awaitSecured() throws IOException {
        try {
            secured.get();
        } catch (ExecutionException e) {
            throw new IOException("the staged configuration did not reach the disk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Points `current` at the staged revision, at once for whoever opens it.
    void promote(NodeConfig config) throws IOException {
        awaitSecured();
        var target = revision(config.revision());
        if (Files.isDirectory(current(), LinkOption.NOFOLLOW_LINKS)) {
            // Somebody put a folder there to start BIRD from; a link cannot replace it.
            Files.move(
                    current(), revisions().resolve("found-" + config.revision().abbreviated()));
        }
        var link = folder.resolve("current.next");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, folder.relativize(target));
        Files.move(link, current(), StandardCopyOption.ATOMIC_MOVE);
        Files.setLastModifiedTime(target, FileTime.fromMillis(System.currentTimeMillis()));
    }

    void openTrial(Revision revision) throws IOException {
        Files.writeString(folder.resolve("trial"), revision + "\n");
    }

    void closeTrial() throws IOException {
        Files.deleteIfExists(folder.resolve("trial"));
    }

    void remember(ApplyInput.Note note) throws IOException {
        var load = note.load();
        var text = note.revision() + "\n" + load.reconfigured() + "\n" + load.rebooted() + "\n";
        write(folder.resolve("applied"), text.getBytes(StandardCharsets.UTF_8));
        force(folder);
        prune(note.revision());
    }

    /// Of the last minutes only: a power cut may cost it.
    void keepLosses(Losses losses) throws IOException {
        write(folder.resolve("losses"), String.join("\n", losses.lines()).getBytes(StandardCharsets.UTF_8));
    }

    /// Writes a text that BIRD is asked about and never runs.
    Path probe(Revision revision, String text) throws IOException {
        return Files.writeString(Files.createDirectories(revision(revision)).resolve(PROBE), text);
    }

    /// What BIRD would start from instead of this configuration; empty where it is this.
    Optional<String> foreign(NodeConfig config) throws IOException {
        if (!Files.isSymbolicLink(current())) {
            return Optional.of("current is no link");
        }
        var target = folder.resolve(Files.readSymbolicLink(current())).normalize();
        if (!target.equals(revision(config.revision()).normalize())) {
            return Optional.of("current leads to " + target.getFileName());
        }
        return holds(target.resolve("bird.conf"), config.text())
                ? Optional.empty()
                : Optional.of(target.getFileName() + "/bird.conf was changed");
    }

    /// What BIRD starts from is kept, the revision at hand, and of the others the youngest. A clock that was set back
    /// makes the newest the oldest.
    private void prune(Revision atHand) throws IOException {
        var kept = Files.isSymbolicLink(current())
                ? Files.readSymbolicLink(current()).getFileName().toString()
                : "";
        try (var folders = Files.list(revisions())) {
            var old = folders.filter(path -> REVISION_FOLDER
                            .matcher(path.getFileName().toString())
                            .matches())
                    .filter(path -> !path.getFileName().toString().equals(kept))
                    .sorted(Comparator.comparing((Path path) -> !path.equals(revision(atHand)))
                            .thenComparing(
                                    Comparator.comparing(ConfigStore::modified).reversed()))
                    .skip(KEPT - 1)
                    .toList();
            for (var path : old) {
                delete(path);
            }
        }
    }

    /// With whatever lies in it: a secret must not stay behind.
    private static void delete(Path revision) throws IOException {
        try (var files = Files.list(revision)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(revision);
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }

    /// A reader sees the old file or the new one, and so does whoever looks after a power cut.
    private static void write(Path file, byte[] bytes) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".next");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system cannot rename in one step: " + file, e);
        }
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
