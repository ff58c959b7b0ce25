package io.heliograph.lab.plan;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Heliograph's own processes, each started from its built module.
record ServiceProcesses(LabSettings settings) {
    private static final String VERSION = "0.1.0";
    private static final int RENDERER_PORT = 8081;
    private static final String CLUSTER = "lab";
    /// Six virtual machines share the cores of one: small heaps, one collector thread, the quick compiler.
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

    LabProcess kafka() {
        var listen = "[" + address() + "]:" + LabPlan.KAFKA_PORT;
        var command = java(LabNode.MGMT, 256, commandLine(settings.home()));
        command.addAll(List.of(
                "broker",
                "--data-dir",
                settings.data(LabNode.MGMT).resolve("kafka").toString()));
        command.addAll(List.of("--listen", listen));
        return new LabProcess(
                LabNode.MGMT,
                "kafka",
                command,
                Map.of(),
                new Readiness.Port(settings.addresses().of(LabNode.MGMT), LabPlan.KAFKA_PORT));
    }

    LabProcess inventory() {
        return service(LabNode.MGMT, "inventory", "inventory-service", 128, Map.of(), answers(LabPlan.INVENTORY_PORT));
    }

    LabProcess renderer() {
        return service(LabNode.MGMT, "renderer", "config-renderer", 192, Map.of(), answers(RENDERER_PORT));
    }

    LabProcess reflectorAgent(LabNode node) {
        var environment = agent(node);
        environment.put("HELIOGRAPH_REFLECTOR", node.label());
        return service(node, "agent", "rr-agent", 96, environment, new Readiness.Started());
    }

    LabProcess hostAgent(LabNode node) {
        var environment = agent(node);
        environment.put("HELIOGRAPH_HOST", node.label());
        environment.put("HELIOGRAPH_ADDRESS", settings.addresses().of(node).toString());
        environment.put("HELIOGRAPH_DOCKER_HOST", "unix://" + settings.dockerSocket(node));
        return service(node, "agent", "host-agent", 96, environment, new Readiness.Started());
    }

    private Map<String, String> agent(LabNode node) {
        var environment = new TreeMap<String, String>();
        environment.put("HELIOGRAPH_CLUSTER", CLUSTER);
        environment.put("HELIOGRAPH_BIRD_SOCKET", settings.birdSocket(node).toString());
        environment.put("HELIOGRAPH_BIRD_CONFIG_DIR", settings.birdConfig(node).toString());
        return environment;
    }

    private LabProcess service(
            LabNode node, String program, String module, int heap, Map<String, String> environment, Readiness ready) {
        var whole = new TreeMap<>(environment);
        whole.put("KAFKA_BOOTSTRAP_SERVERS", "[" + address() + "]:" + LabPlan.KAFKA_PORT);
        whole.put("HELIOGRAPH_STATE_DIR", settings.data(node).resolve(program).toString());
        return new LabProcess(node, program, java(node, heap, serviceJar(settings.home(), module)), whole, ready);
    }

    private List<String> java(LabNode node, int heapMegabytes, Path jar) {
        var command = new ArrayList<>(DebianRoot.inNamespace(settings, node));
        command.add(settings.java().toString());
        command.addAll(SMALL);
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private Readiness answers(int port) {
        return new Readiness.Answers(URI.create("http://[" + address() + "]:" + port + "/q/health/ready"));
    }

    private String address() {
        return settings.addresses().of(LabNode.MGMT).toString();
    }

    private static Path commandLine(Path home) {
        return home.resolve("deploy/target/deploy-" + VERSION + ".jar");
    }

    private static Path serviceJar(Path home, String module) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /// What must have been built before a lab can start.
    static List<Path> jars(Path home) {
        return List.of(
                commandLine(home),
                serviceJar(home, "inventory-service"),
                serviceJar(home, "config-renderer"),
                serviceJar(home, "rr-agent"),
                serviceJar(home, "host-agent"));
    }
}
