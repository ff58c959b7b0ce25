package io.heliograph.lab.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a person finds on a node of the lab: `docker`, `birdc` and `vtysh` that speak to that node's own.
public final class NodeTools {
    /// Routing daemons live where a plain user's path does not look.
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private NodeTools() {}

    static Map<Path, String> scripts(LabSettings settings) {
        var scripts = new TreeMap<Path, String>();
        for (var node : LabPlan.birdNodes()) {
            scripts.put(settings.bin(node).resolve("birdc"), script("/usr/sbin/birdc -s " + settings.birdSocket(node)));
        }
        scripts.put(
                settings.bin(LabNode.ROUTER1).resolve("vtysh"),
                script("/usr/bin/vtysh --vty_socket " + settings.run(LabNode.ROUTER1)));
        return scripts;
    }

    private static String script(String command) {
        return """
                #!/bin/sh
                exec %s "$@"
                """.formatted(command);
    }

    /// A command as it runs on a node.
    public static List<String> command(LabSettings settings, LabNode node, List<String> command) {
        var whole = new ArrayList<>(DebianRoot.inNamespace(settings, node));
        whole.addAll(command);
        return whole;
    }

    /// The variables that a command on a node is given.
    public static Map<String, String> environment(LabSettings settings, LabNode node) {
        var environment = new TreeMap<String, String>();
        environment.put("PATH", settings.bin(node) + ":" + PATH);
        var services = new ServiceProcesses(settings);
        if (node.role() == LabNode.Role.HOST) {
            environment.put("DOCKER_HOST", "unix://" + settings.dockerSocket(node));
            environment.putAll(services.hostAgent(node).environment());
        } else if (node.role() == LabNode.Role.REFLECTOR) {
            environment.putAll(services.reflectorAgent(node).environment());
        }
        // As the agent of the node has it, for what looks at the node in its place.
        environment.put("HELIOGRAPH_URL", LabPlan.of(settings).inventory().toString());
        return environment;
    }
}
