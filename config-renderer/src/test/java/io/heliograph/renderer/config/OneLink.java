package io.heliograph.renderer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.fleet.event.DelegatedPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Network namespaces on one link: a bridge in a namespace of its own and a veth to each node. Needs root.
final class OneLink implements AutoCloseable {
    private final String prefix;
    private final List<String> namespaces = new ArrayList<>();

    OneLink(String name) {
        prefix = "hgrend-" + name + ProcessHandle.current().pid() + "-";
        add("link");
        run("ip", "-n", prefix + "link", "link", "add", "br0", "type", "bridge");
        run("ip", "-n", prefix + "link", "link", "set", "br0", "up");
    }

    private void add(String node) {
        run("ip", "netns", "add", prefix + node);
        namespaces.add(prefix + node);
        run("ip", "-n", prefix + node, "link", "set", "lo", "up");
    }

    /// Makes a node; gives its namespace.
    String node(String node, String address) {
        add(node);
        var namespace = prefix + node;
        run(
                "ip",
                "-n",
                namespace,
                "link",
                "add",
                "eth0",
                "type",
                "veth",
                "peer",
                "name",
                node,
                "netns",
                prefix + "link");
        run("ip", "-n", prefix + "link", "link", "set", "dev", node, "master", "br0", "up");
        run("ip", "-n", namespace, "link", "set", "eth0", "up");
        run("ip", "-n", namespace, "addr", "add", address + "/64", "dev", "eth0", "nodad");
        return namespace;
    }

    /// The kernel's routes to a prefix on a node.
    String routes(String node, String prefix) {
        return run("ip", "-n", prefix(node), prefix.contains(".") ? "-4" : "-6", "route", "show", prefix);
    }

    /// Adds a subnet of a pool on a host, or takes it away, as its agent does.
    void tableRoute(String node, String verb, String subnet) {
        var table = Integer.toString(DelegatedPool.KERNEL_TABLE);
        run("ip", "-n", prefix(node), "-6", "route", verb, "blackhole", subnet, "table", table, "proto", "static");
    }

    private String prefix(String node) {
        return prefix + node;
    }

    /// What the command wrote; fails when it fails.
    static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s", String.join(" ", command), said)
                    .isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        namespaces.reversed().forEach(namespace -> run("ip", "netns", "del", namespace));
    }
}
