package io.heliograph.lab.plan;

import io.heliograph.lab.plan.LabNode.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything that runs in a lab, and the files it starts from.
///
/// @param files the text of each file, by path; written before any process starts
/// @param processes in the order in which they are started; none waits for another, since each must live without
public record LabPlan(LabSettings settings, Map<Path, String> files, List<LabProcess> processes) {
    public static final int KAFKA_PORT = 9092;
    public static final int INVENTORY_PORT = 8080;

    public LabPlan {
        files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
        processes = List.copyOf(processes);
    }

    public static LabPlan of(LabSettings settings) {
        var processes = new ArrayList<LabProcess>();
        var services = new ServiceProcesses(settings);
        var routers = new RouterProcesses(settings);
        // What takes longest to start comes first.
        if (!settings.bare()) {
            processes.add(services.kafka());
        }
        LabNode.of(Role.HOST).forEach(node -> processes.add(EngineProcess.of(settings, node)));
        processes.addAll(routers.router1());
        birdNodes().forEach(node -> processes.add(routers.bird(node)));
        if (!settings.bare()) {
            processes.add(services.inventory());
            processes.add(services.renderer());
            LabNode.of(Role.REFLECTOR).forEach(node -> processes.add(services.reflectorAgent(node)));
            LabNode.of(Role.HOST).forEach(node -> processes.add(services.hostAgent(node)));
        }
        return new LabPlan(settings, files(settings), processes);
    }

    private static Map<Path, String> files(LabSettings settings) {
        var files = new TreeMap<Path, String>();
        var router = settings.run(LabNode.ROUTER1);
        files.put(router.resolve("zebra.conf"), RouterConfig.zebra());
        files.put(router.resolve("bgpd.conf"), RouterConfig.bgpd(settings));
        for (var node : birdNodes()) {
            files.put(firstBirdConfig(settings, node), RouterConfig.firstBird(node));
            files.put(settings.run(node).resolve("reference.conf"), ReferenceConfig.of(settings, node));
        }
        for (var node : LabNode.of(Role.HOST)) {
            files.put(EngineProcess.configFile(settings, node), EngineProcess.config(settings, node));
        }
        files.put(DebianRoot.script(settings), DebianRoot.SCRIPT);
        files.putAll(NodeTools.scripts(settings));
        return files;
    }

    /// Where the first configuration of a node's BIRD lies; `current` points to its folder.
    public static Path firstBirdConfig(LabSettings settings, LabNode node) {
        return settings.birdConfig(node).resolve("first").resolve("bird.conf");
    }

    public static List<LabNode> birdNodes() {
        var nodes = new ArrayList<>(LabNode.of(Role.REFLECTOR));
        nodes.addAll(LabNode.of(Role.HOST));
        return nodes;
    }

    /// Stock BIRD for the reference measurement.
    public List<LabProcess> reference() {
        var routers = new RouterProcesses(settings);
        return birdNodes().stream().map(routers::reference).toList();
    }

    /// What must have been built before the lab can start.
    public List<Path> jars() {
        return settings.bare() ? List.of() : ServiceProcesses.jars(settings.home());
    }

    public Optional<LabProcess> process(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).findFirst();
    }

    public URI inventory() {
        return URI.create("http://[" + settings.addresses().of(LabNode.MGMT) + "]:" + INVENTORY_PORT);
    }

    public String kafka() {
        return "[" + settings.addresses().of(LabNode.MGMT) + "]:" + KAFKA_PORT;
    }
}
