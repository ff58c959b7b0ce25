package io.heliograph.lab.plan;

import java.nio.file.Path;
import java.util.Optional;

/// Where a lab lives and on what it runs.
///
/// @param home the folder of the project, with the built modules
/// @param java the `java` program that runs the services
/// @param state the lab's own folder: logs, data, process records
/// @param run a folder with a short path: a unix socket's path has at most 107 bytes
/// @param bare routers and engines only, nothing of Heliograph
/// @param firstRoot the Debian root whose engine and BIRD docker01 runs, empty for the machine's own
/// @param secondRoot the same for docker02
public record LabSettings(
        LabName name,
        Path home,
        Path java,
        Path state,
        Path run,
        boolean bare,
        Optional<Path> firstRoot,
        Optional<Path> secondRoot) {

    public Optional<Path> root(LabNode node) {
        return switch (node) {
            case DOCKER01 -> firstRoot;
            case DOCKER02 -> secondRoot;
            case ROUTER1, MGMT, RR01, RR02 -> Optional.empty();
        };
    }

    public String namespace(LabNode node) {
        return name.namespacePrefix() + node;
    }

    /// The namespace of the bridge that joins the nodes.
    public String fabric() {
        return name.namespacePrefix() + "fabric";
    }

    public Path logs() {
        return state.resolve("logs");
    }

    /// What outlives a restart of the node's processes.
    public Path data(LabNode node) {
        return state.resolve("data").resolve(node.label());
    }

    /// Sockets and configuration of the node's routers and engine.
    public Path run(LabNode node) {
        return run.resolve(node.label());
    }

    public Path birdSocket(LabNode node) {
        return run(node).resolve("bird.ctl");
    }

    public Path birdConfig(LabNode node) {
        return data(node).resolve("bird");
    }

    public Path dockerSocket(LabNode node) {
        return run(node).resolve("docker.sock");
    }

    /// Small scripts that bind `birdc`, `vtysh` and `docker` to the node.
    public Path bin(LabNode node) {
        return run(node).resolve("bin");
    }

    public LabAddresses addresses() {
        return LabAddresses.of(name);
    }
}
