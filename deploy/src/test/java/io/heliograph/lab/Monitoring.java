package io.heliograph.lab;

import io.heliograph.lab.http.Prometheus;
import io.heliograph.lab.linux.Command;
import io.heliograph.lab.linux.Namespaces;
import io.heliograph.lab.plan.LabNode;
import io.heliograph.lab.plan.LabPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A Prometheus in the lab's management network that scrapes all of the lab's processes twice a second, with the rules
/// of `deploy/monitoring`.
final class Monitoring {
    private static final int PORT = 9090;
    static final String INVENTORY = "inventory";
    static final String RENDERER = "renderer";

    private final Lab lab;

    Monitoring(Lab lab) {
        this.lab = lab;
    }

    /// Where `deploy/monitoring` is.
    Path folder() {
        return lab.settings().home().resolve("deploy/monitoring");
    }

    /// Every process that is scraped, by the name that it has in `instance`.
    Map<String, URI> processes() {
        var all = new LinkedHashMap<String, URI>();
        all.put(INVENTORY, base(LabNode.MGMT, LabPlan.INVENTORY_PORT));
        all.put(RENDERER, base(LabNode.MGMT, 8081));
        LabNode.of(LabNode.Role.REFLECTOR).forEach(node -> all.put(node.label(), base(node, 8083)));
        LabNode.of(LabNode.Role.HOST).forEach(node -> all.put(node.label(), base(node, 8082)));
        return all;
    }

    /// What a process answered.
    record Answer(int status, String body) {}

    /// Asks a process from its own network: from here only the management node is reached. The shell speaks HTTP 1.0,
    /// since no other program is sure to be there.
    Answer get(String name, String path) {
        var port = Objects.requireNonNull(processes().get(name), name).getPort();
        var script =
                "exec 3<>/dev/tcp/::1/%d && printf 'GET %s HTTP/1.0\\r\\nAccept: text/plain\\r\\n\\r\\n' >&3 && cat <&3"
                        .formatted(port, path);
        var answer = Command.run(
                        Command.inNamespace(lab.namespace(node(name)), List.of("bash", "-c", script)), Map.of(), "")
                .output();
        var head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        return new Answer(
                Integer.parseInt(head.split(" ")[1]),
                answer.substring(head.length()).strip());
    }

    private static LabNode node(String name) {
        return LabNode.of(LabNode.Role.REFLECTOR).stream()
                .filter(node -> node.label().equals(name))
                .findFirst()
                .orElseGet(() -> LabNode.of(LabNode.Role.HOST).stream()
                        .filter(node -> node.label().equals(name))
                        .findFirst()
                        .orElse(LabNode.MGMT));
    }

    private URI base(LabNode node, int port) {
        return URI.create("http://[" + lab.settings().addresses().of(node) + "]:" + port);
    }

    /// Lets every node of the lab reach this machine's end of the uplink. It goes with the lab.
    void openWayHere() {
        var addresses = lab.settings().addresses();
        var device = lab.settings().name().uplink();
        Namespaces.sysctls(lab.namespace(LabNode.MGMT), List.of("net.ipv6.conf.all.forwarding=1"));
        for (var node : List.of(LabNode.ROUTER1, LabNode.RR01, LabNode.RR02, LabNode.DOCKER01, LabNode.DOCKER02)) {
            Namespaces.batchIn(
                    lab.namespace(node),
                    List.of("route add %s/128 via %s".formatted(addresses.uplink(), addresses.of(LabNode.MGMT))));
            Namespaces.batch(List.of("route add %s/128 via fe80::1 dev %s src %s"
                    .formatted(addresses.of(node), device, addresses.uplink())));
        }
    }

    Prometheus start() {
        var config = lab.settings().data(LabNode.MGMT).resolve("prometheus.yml");
        var data = lab.settings().data(LabNode.MGMT).resolve("prometheus");
        try {
            Files.createDirectories(data);
            Files.writeString(config, config());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lab.programs()
                .start(
                        "mgmt.prometheus",
                        Command.inNamespace(
                                lab.namespace(LabNode.MGMT),
                                List.of(
                                        "prometheus",
                                        "--config.file=" + config,
                                        "--storage.tsdb.path=" + data,
                                        "--log.level=warn",
                                        "--web.listen-address=["
                                                + lab.settings().addresses().of(LabNode.MGMT) + "]:" + PORT)),
                        Map.of("GOMAXPROCS", "1"));
        return new Prometheus(base(LabNode.MGMT, PORT));
    }

    private String config() {
        var text = new StringBuilder("""
                global:
                  scrape_interval: 500ms
                  scrape_timeout: 500ms
                  evaluation_interval: 1s
                rule_files:
                  - %s
                scrape_configs:
                """.formatted(folder().resolve("heliograph.rules.yml")));
        processes().keySet().stream().map(Monitoring::job).distinct().forEach(job -> {
            text.append("""
                      - job_name: %s
                        metrics_path: /q/metrics
                        static_configs:
                    """.formatted(job).indent(0));
            processes().forEach((name, base) -> {
                if (job(name).equals(job)) {
                    text.append("      - targets: ['%s']\n        labels: { instance: '%s' }\n"
                            .formatted(base.getAuthority(), name));
                }
            });
        });
        return text.toString();
    }

    private static String job(String name) {
        return switch (name) {
            case INVENTORY, RENDERER -> "heliograph-" + name;
            default -> name.startsWith("rr") ? "heliograph-reflector" : "heliograph-host";
        };
    }
}
