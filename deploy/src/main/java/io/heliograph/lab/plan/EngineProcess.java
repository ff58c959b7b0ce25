package io.heliograph.lab.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A host's Docker engine, with everything it owns in folders of the lab.
public final class EngineProcess {
    /// A killed engine leaves its number behind, and a newer one takes a zombie of that number for alive.
    private static final String START = "config=$1; shift; rm -f \"$@\"; exec dockerd --config-file \"$config\"";

    private EngineProcess() {}

    static LabProcess of(LabSettings settings, LabNode node) {
        var command = List.of(
                "sh",
                "-c",
                START,
                "engine",
                configFile(settings, node).toString(),
                pidFile(settings, node).toString(),
                settings.run(node).resolve("x/containerd/containerd.pid").toString());
        return new LabProcess(
                node,
                "engine",
                DebianRoot.command(settings, node, "engine", command),
                Map.of("PATH", NodeTools.PATH, "TMPDIR", "/tmp"),
                new Readiness.Socket(settings.dockerSocket(node)));
    }

    static Path configFile(LabSettings settings, LabNode node) {
        return settings.run(node).resolve("engine.json");
    }

    private static Path pidFile(LabSettings settings, LabNode node) {
        return settings.run(node).resolve("engine.pid");
    }

    /// The name of the control group that holds the node's containers.
    public static String controlGroup(LabSettings settings, LabNode node) {
        return settings.namespace(node);
    }

    /// The second Debian root keeps the engine's own packet filter, so that one engine of the lab is as a user has
    /// it; the others run without, because an engine before 27 drops what is routed to a container once it
    /// filters.
    static String config(LabSettings settings, LabNode node) {
        boolean filters = node == LabNode.DOCKER02 && settings.root(node).isPresent();
        var run = settings.run(node);
        return """
                {
                  "hosts": ["unix://%s"],
                  "data-root": "%s",
                  "exec-root": "%s",
                  "pidfile": "%s",
                  "bridge": "none",
                  "iptables": %s,
                  "ip6tables": %s,
                  "exec-opts": ["native.cgroupdriver=cgroupfs"],
                  "cgroup-parent": "/%s",
                  "default-address-pools": [{"base": "10.201.0.0/16", "size": 26}],
                  "shutdown-timeout": 1
                }
                """.formatted(
                        settings.dockerSocket(node),
                        settings.data(node).resolve("docker"),
                        run.resolve("x"),
                        pidFile(settings, node),
                        filters,
                        filters,
                        controlGroup(settings, node));
    }
}
