package io.heliograph.lab.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Docker engine, by Docker's own command line, as a user would.
///
/// @param client the `docker` program
public record Engine(Path client, Path socket) {
    /// An image of nothing but Debian's static busybox; no registry is needed.
    public static final String IMAGE = "heliograph/busybox:1";

    private static final String SUBNETS = "{{range .IPAM.Config}}{{.Subnet}} {{end}}";
    private static final int FIRST_WITH_MODES = 27;
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS =
            List.of("sh", "sleep", "ping", "ping6", "ip", "httpd", "wget", "cat", "ls", "ps", "hostname");

    /// Runs `docker …`; throws [CommandFailed] when it fails.
    public Command.Outcome docker(String... arguments) {
        return Command.run(command(arguments), environment(), "");
    }

    /// Runs `docker …`, which may fail.
    public Command.Outcome attempt(String... arguments) {
        return Command.attempt(command(arguments), environment(), "");
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(client.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> environment() {
        return Map.of("DOCKER_HOST", "unix://" + socket);
    }

    public boolean answers() {
        return Files.exists(socket)
                && attempt("version", "--format", "{{.Server.Version}}").isSuccess();
    }

    public String version() {
        return docker("version", "--format", "{{.Server.Version}}").output().strip();
    }

    /// Creates an IPv6 network; a routed one where the engine knows the mode. (From 27 on the default mode filters
    /// what is routed to a container; before, the option is unknown or ignored.)
    public Command.Outcome createNetwork(String name, String prefix, boolean routed, List<String> options) {
        var arguments = new ArrayList<>(List.of("network", "create", "--ipv6", "--subnet", prefix));
        if (routed) {
            arguments.addAll(List.of("-o", "com.docker.network.bridge.gateway_mode_ipv6=routed"));
        }
        arguments.addAll(options);
        arguments.add(name);
        return docker(arguments.toArray(String[]::new));
    }

    /// Whether the engine knows gateway modes.
    public boolean knowsRouted() {
        return Integer.parseInt(version().split("\\.", 2)[0]) >= FIRST_WITH_MODES;
    }

    /// Starts a container that sleeps, with this address on the network.
    public void startContainer(String name, String network, String address) {
        docker("run", "-d", "--name", name, "--network", network, "--ip6", address, IMAGE, "sleep", "86400");
    }

    /// The subnets of all networks that the engine has.
    public List<String> subnets() {
        var ids = docker("network", "ls", "-q").output().lines().toList();
        var arguments = new ArrayList<>(List.of("network", "inspect", "--format", SUBNETS));
        arguments.addAll(ids);
        return docker(arguments.toArray(String[]::new))
                .output()
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.strip().split(" ")))
                .filter(subnet -> !subnet.isEmpty())
                .toList();
    }

    /// Imports the image of busybox, unless it is there.
    public void importImage(Path scratch) {
        if (attempt("image", "inspect", IMAGE).isSuccess()) {
            return;
        }
        var script = new StringBuilder("set -e; mkdir -p bin proc sys dev etc tmp; cp " + BUSYBOX + " bin/busybox;");
        APPLETS.forEach(
                applet -> script.append(" ln -sf busybox bin/").append(applet).append(';'));
        script.append(" tar -c . | ").append(client).append(" import - ").append(IMAGE);
        var command = List.of("sh", "-c", "mkdir -p '" + scratch + "'; cd '" + scratch + "'; " + script);
        Command.run(command, environment(), "");
    }

    /// Removes every container, running or not.
    public void removeContainers() {
        var ids = attempt("ps", "-aq").output().lines().toList();
        if (!ids.isEmpty()) {
            var arguments = new ArrayList<>(List.of("rm", "-f"));
            arguments.addAll(ids);
            attempt(arguments.toArray(String[]::new));
        }
    }

    /// The machine's `docker`: Debian's own, which is as old as the engine, before any other.
    public static Path installedClient() {
        return java.util.stream.Stream.of("/usr/bin/docker", "/usr/local/bin/docker")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("docker"));
    }
}
