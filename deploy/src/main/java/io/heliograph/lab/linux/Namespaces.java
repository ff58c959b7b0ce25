package io.heliograph.lab.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Network namespaces and the links between them, by `ip`.
public final class Namespaces {
    private Namespaces() {}

    /// The namespaces whose names begin so.
    public static List<String> withPrefix(String prefix) {
        return Command.run("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /// Lines for `ip -batch` in the root namespace.
    public static void batch(List<String> lines) {
        batch(List.of("ip", "-batch", "-"), lines);
    }

    /// Lines for `ip -batch` in a namespace.
    public static void batchIn(String namespace, List<String> lines) {
        batch(Command.inNamespace(namespace, List.of("ip", "-batch", "-")), lines);
    }

    private static void batch(List<String> command, List<String> lines) {
        if (!lines.isEmpty()) {
            Command.run(command, Map.of(), String.join("\n", lines) + "\n");
        }
    }

    /// Kernel settings of a namespace, as `name=value`.
    public static void sysctls(String namespace, List<String> settings) {
        if (!settings.isEmpty()) {
            var command = new ArrayList<>(List.of("sysctl", "-q", "-w"));
            command.addAll(settings);
            Command.run(Command.inNamespace(namespace, command), Map.of(), "");
        }
    }

    /// The processes that live in a namespace, containers' not among them.
    public static List<Long> processes(String namespace) {
        return Command.run("ip", "netns", "pids", namespace)
                .lines()
                .map(Long::valueOf)
                .toList();
    }

    public static void delete(String namespace) {
        Command.run("ip", "netns", "delete", namespace);
    }

    public static boolean deviceExists(String device) {
        return Command.attempt(List.of("ip", "link", "show", device), Map.of(), "")
                .isSuccess();
    }

    public static void deleteDevice(String device) {
        // A device whose peer's namespace was just deleted may be going by itself.
        Command.attempt(List.of("ip", "link", "delete", device), Map.of(), "");
    }

    /// The link-local addresses of a namespace's devices.
    public static List<String> linkLocal(String namespace) {
        var command = Command.inNamespace(namespace, List.of("ip", "-6", "-o", "address", "show", "scope", "link"));
        return Command.run(command, Map.of(), "")
                .output()
                .lines()
                .map(line -> line.replaceFirst(".* inet6 ([0-9a-f:]+)/.*", "$1"))
                .toList();
    }

    /// The device by which the root namespace reaches exactly this address, empty when by none.
    public static String routeDevice(String address) {
        var words = List.of(Command.run("ip", "-6", "route", "show", address + "/128")
                .strip()
                .split(" "));
        int dev = words.indexOf("dev");
        return dev < 0 ? "" : words.get(dev + 1);
    }
}
