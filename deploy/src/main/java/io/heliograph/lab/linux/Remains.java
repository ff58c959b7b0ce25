package io.heliograph.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Removes what a lab left on the machine, after a crash as well: processes of its namespaces, mounts below its
/// folders, control groups, sockets. It touches nothing that does not carry the lab's name or lie in its folders.
public final class Remains {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
    private static final String UNIX_SCHEME = "unix://";
    /// A container's shim listens outside its engine's folders.
    private static final Path SHIM_SOCKETS = Path.of("/run/containerd/s");

    private static final int DEPTH = 12;

    /// A killed process is gone at once, unless the kernel is busy with it.
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private Remains() {}

    /// Kills everything that lives in the namespaces, with the containers that hang on it.
    public static void killIn(List<String> namespaces) {
        var doomed = new LinkedHashSet<ProcessHandle>();
        for (var namespace : namespaces) {
            for (long pid : Namespaces.processes(namespace)) {
                ProcessHandle.of(pid).ifPresent(process -> {
                    doomed.add(process);
                    process.descendants().forEach(doomed::add);
                });
            }
        }
        doomed.remove(ProcessHandle.current());
        doomed.forEach(ProcessHandle::destroyForcibly);
        doomed.forEach(process -> Programs.ended(process, KILL_LIMIT));
    }

    /// Unmounts everything that is mounted below a folder, the deepest first.
    public static void unmountBelow(Path folder) {
        for (var mount : mountsBelow(folder).reversed()) {
            Command.attempt(List.of("umount", "-l", mount), Map.of(), "");
        }
    }

    /// Everything mounted below a folder, in the order of mounting.
    public static List<String> mountsBelow(Path folder) {
        try {
            return Files.readAllLines(MOUNTS).stream()
                    .map(line -> line.split(" ")[4])
                    .filter(mount -> Path.of(mount).startsWith(folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes the control groups of this name in every hierarchy.
    public static void removeControlGroups(String name) {
        var roots = new ArrayList<Path>();
        roots.add(CONTROL_GROUPS);
        try (var hierarchies = Files.list(CONTROL_GROUPS)) {
            hierarchies.filter(Files::isDirectory).forEach(roots::add);
        } catch (IOException _) {
            return;
        }
        roots.stream()
                .map(root -> root.resolve(name))
                .filter(Files::isDirectory)
                .forEach(Remains::removeGroup);
    }

    private static void removeGroup(Path group) {
        try (Stream<Path> below = Files.walk(group, DEPTH)) {
            var folders = below.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (var folder : folders) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException | UncheckedIOException _) {
            // A group that still holds a dying process goes at the next attempt.
        }
    }

    /// Removes the sockets of containers' shims that an engine noted below its own folder.
    public static void removeShimSockets(Path engineFolder) {
        if (!Files.isDirectory(engineFolder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(engineFolder, DEPTH)) {
            for (var note : below.filter(file -> file.endsWith("address")).toList()) {
                var text = Files.readString(note).strip();
                if (text.startsWith(UNIX_SCHEME)) {
                    var socket = Path.of(text.substring(UNIX_SCHEME.length())).normalize();
                    if (socket.startsWith(SHIM_SOCKETS)) {
                        Files.deleteIfExists(socket);
                    }
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // An engine that is just ending removes its notes itself.
        }
    }

    /// Deletes a folder and all below it, but nothing that is mounted there.
    public static void delete(Path folder) {
        if (Files.exists(folder)) {
            Command.run("rm", "-rf", "--one-file-system", "--", folder.toString());
        }
    }
}
