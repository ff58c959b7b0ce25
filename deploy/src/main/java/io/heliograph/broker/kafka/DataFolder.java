package io.heliograph.broker.kafka;

import static java.util.Objects.requireNonNullElse;

import io.heliograph.broker.BrokerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/// Where a broker keeps its data: formatted once, and never when it holds anything that is not ours.
final class DataFolder {
    private static final String META = "meta.properties";
    private static final String LOCK = ".lock";

    /// Kafka's format of `meta.properties`.
    private static final String VERSION = "1";

    /// What a format that was cut short may have left.
    private static final Set<String> REMAINS = Set.of("bootstrap.checkpoint", LOCK, META + ".tmp", "lost+found");

    private final Path folder;

    DataFolder(Path folder) {
        this.folder = folder;
    }

    /// Formats an empty folder; a folder that holds a broker's data of this format is left as it is.
    ///
    /// @throws BrokerRefused when the folder holds anything else
    void prepare() throws IOException, BrokerRefused {
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(META))) {
            check();
            return;
        }
        for (var name : names()) {
            if (!REMAINS.contains(name)) {
                throw BrokerRefused.foreignData(folder, "holds '" + name + "', which no broker of ours wrote");
            }
        }
        format();
    }

    /// Whether another process has the folder; Kafka takes the same lock when it starts.
    void refuseWhileInUse() throws IOException, BrokerRefused {
        var file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw BrokerRefused.inUse(folder);
            }
        } catch (OverlappingFileLockException _) {
            throw BrokerRefused.inUse(folder);
        }
    }

    private List<String> names() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void check() throws IOException, BrokerRefused {
        var meta = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve(META), StandardCharsets.UTF_8)) {
            meta.load(reader);
        } catch (IllegalArgumentException e) {
            throw BrokerRefused.foreignData(folder, "has a damaged " + META + " (" + e.getMessage() + ")");
        }
        var version = requireNonNullElse(meta.getProperty("version"), "(none)");
        if (!version.equals(VERSION)) {
            throw BrokerRefused.foreignData(
                    folder, "has data of format version " + version + ", this broker reads " + VERSION);
        }
        var node = requireNonNullElse(meta.getProperty("node.id"), "(none)");
        if (!node.equals(Integer.toString(BrokerSettings.NODE))) {
            throw BrokerRefused.foreignData(
                    folder, "belongs to node " + node + " of another cluster, ours is node " + BrokerSettings.NODE);
        }
    }

    private void format() throws IOException {
        var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(folder + " could not be formatted: " + e.getMessage(), e);
        }
    }
}
