package io.heliograph.lab.linux;

import io.heliograph.lab.plan.LabName;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabPlan;
import io.heliograph.lab.plan.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// What a lab keeps on disk: its settings, the faults that hold, logs, and the files its programs start from.
public final class LabFolder {
    private static final String SETTINGS = "settings";
    private static final String OWNER = "owner";

    private LabFolder() {}

    private static Path state(Path home, LabName name) {
        return home.resolve(".lab").resolve(name.value());
    }

    private static Path run(LabName name) {
        return Path.of("/run", name.uplink());
    }

    /// The settings of a new lab.
    public static LabSettings settings(Path home, LabName name, boolean bare, List<Path> roots) {
        return new LabSettings(
                name,
                home,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                state(home, name),
                run(name),
                bare,
                roots.stream().findFirst(),
                roots.stream().skip(1).findFirst());
    }

    /// The settings with which a lab was started, empty when there is none.
    public static Optional<LabSettings> stored(Path home, LabName name) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(state(home, name).resolve(SETTINGS))) {
            properties.load(reader);
        } catch (IOException _) {
            return Optional.empty();
        }
        var roots = Stream.of("first-root", "second-root")
                .map(properties::getProperty)
                .filter(java.util.Objects::nonNull)
                .map(Path::of)
                .toList();
        return Optional.of(settings(home, name, Boolean.parseBoolean(properties.getProperty("bare")), roots));
    }

    /// The names of all labs of a home.
    public static List<String> names(Path home) {
        try (var folders = Files.list(home.resolve(".lab"))) {
            return folders.filter(folder -> Files.exists(folder.resolve(SETTINGS)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// Makes the folders and writes every file of the plan.
    public static void write(LabPlan plan) {
        var settings = plan.settings();
        try {
            Files.createDirectories(settings.logs());
            Files.createDirectories(settings.run());
            Files.writeString(settings.run().resolve(OWNER), settings.state() + "\n");
            store(settings);
            for (var node : LabNode.values()) {
                Files.createDirectories(settings.data(node));
                Files.createDirectories(settings.run(node));
            }
            for (var file : plan.files().entrySet()) {
                Files.createDirectories(file.getKey().getParent());
                Files.writeString(file.getKey(), file.getValue());
            }
            for (var node : LabPlan.birdNodes()) {
                var current = settings.birdConfig(node).resolve("current");
                Files.deleteIfExists(current);
                Files.createSymbolicLink(
                        current, LabPlan.firstBirdConfig(settings, node).getParent());
            }
            handOver(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(LabSettings settings) throws IOException {
        var properties = new Properties();
        properties.setProperty("bare", Boolean.toString(settings.bare()));
        settings.firstRoot().ifPresent(root -> properties.setProperty("first-root", root.toString()));
        settings.secondRoot().ifPresent(root -> properties.setProperty("second-root", root.toString()));
        try (var writer = Files.newBufferedWriter(settings.state().resolve(SETTINGS))) {
            properties.store(writer, null);
        }
    }

    private static void handOver(LabSettings settings) {
        Command.run("chown", "-R", "frr:frr", settings.run(LabNode.ROUTER1).toString());
        var tools = LabPlan.birdNodes().stream().map(settings::bin).map(Path::toString);
        Stream.concat(tools, Stream.of(settings.bin(LabNode.ROUTER1).toString()))
                .forEach(folder -> Command.run("chmod", "-R", "a+rx", folder));
    }

    /// Puts the logs of a lab that failed beside its folder, which goes; gives the place.
    public static Path saveLogs(LabSettings settings) {
        var saved = settings.state().resolveSibling(settings.name() + ".failed-logs");
        Remains.delete(saved);
        if (Files.isDirectory(settings.logs())) {
            try {
                Files.move(settings.logs(), saved);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return saved;
    }

    /// The folder of the lab that has this name on this machine, whosever it is; empty when the folder is gone.
    public static Optional<Path> owner(LabName name) {
        try {
            return Optional.of(
                            Path.of(Files.readString(run(name).resolve(OWNER)).strip()))
                    .filter(Files::isDirectory);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The names of the faults that hold now.
    public static List<String> faults(LabSettings settings) {
        try (var files = Files.list(settings.state().resolve("faults"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    public static void noteFault(LabSettings settings, String fault) {
        try {
            var folder = Files.createDirectories(settings.state().resolve("faults"));
            Files.writeString(folder.resolve(fault), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void forgetFault(LabSettings settings, String fault) {
        try {
            Files.deleteIfExists(settings.state().resolve("faults").resolve(fault));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
