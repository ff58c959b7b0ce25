package io.heliograph.lab.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Router1's FRR and the BIRD of each reflector and host.
record RouterProcesses(LabSettings settings) {
    private static final String FRR = "/usr/lib/frr/";
    /// FRR gives up its rights; what it writes belongs to its user.
    static final String FRR_USER = "frr";
    /// Without it zebra deletes an IPv6 route and adds it again whenever its best path moves from one reflector to the
    /// other; with it the kernel replaces the route, as it does for IPv4.
    private static final String ROUTE_REPLACE = "--v6-rr-semantics";

    List<LabProcess> router1() {
        return List.of(frr("zebra", ROUTE_REPLACE), frr("bgpd"));
    }

    private LabProcess frr(String program, String... options) {
        var run = settings.run(LabNode.ROUTER1);
        var command = new ArrayList<>(DebianRoot.inNamespace(settings, LabNode.ROUTER1));
        command.addAll(List.of(FRR + program, "-u", FRR_USER, "-g", FRR_USER));
        command.addAll(List.of("-f", run.resolve(program + ".conf").toString()));
        command.addAll(List.of("-i", run.resolve(program + ".pid").toString()));
        command.addAll(List.of("-z", run.resolve("zserv.api").toString()));
        command.addAll(List.of("--vty_socket", run.toString(), "-A", "::1", "-P", "0"));
        command.addAll(List.of(options));
        return new LabProcess(
                LabNode.ROUTER1, program, command, Map.of(), new Readiness.Socket(run.resolve(program + ".vty")));
    }

    LabProcess bird(LabNode node) {
        var config = settings.birdConfig(node).resolve("current").resolve("bird.conf");
        // -R: a reflector that returns asks its peers to keep their routes meanwhile (RFC 4724).
        var options = node.role() == LabNode.Role.REFLECTOR ? List.of("-R") : List.<String>of();
        return bird(node, "bird", config, settings.birdSocket(node), options);
    }

    LabProcess reference(LabNode node) {
        var run = settings.run(node);
        return bird(node, "reference", run.resolve("reference.conf"), run.resolve("reference.ctl"), List.of());
    }

    private LabProcess bird(LabNode node, String program, Path config, Path socket, List<String> options) {
        var command = new ArrayList<>(List.of("bird", "-f", "-c", config.toString(), "-s", socket.toString()));
        command.addAll(
                List.of("-P", settings.run(node).resolve(program + ".pid").toString()));
        command.addAll(options);
        return new LabProcess(
                node,
                program,
                DebianRoot.command(settings, node, program, command),
                Map.of("PATH", NodeTools.PATH),
                new Readiness.Socket(socket));
    }
}
