package io.heliograph.lab.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The namespaces and links of a lab, as lines for `ip -batch`: one bridge, a link from it to each node, and one
/// link from the root namespace to the management node alone.
public final class LabNetwork {
    private static final String BRIDGE = "fabric";
    /// The device of a node on the fabric.
    private static final String DEVICE = "eth0";

    private static final String MGMT_UPLINK = "up0";

    private LabNetwork() {}

    /// Settings of a namespace, then lines for `ip -batch` in it.
    ///
    /// @param namespace empty for the root namespace
    public record Batch(Optional<String> namespace, List<String> sysctls, List<String> lines) {
        public Batch {
            sysctls = List.copyOf(sysctls);
            lines = List.copyOf(lines);
        }
    }

    /// Every namespace of the lab.
    public static List<String> namespaces(LabSettings settings) {
        var names = new ArrayList<String>();
        names.add(settings.fabric());
        for (var node : LabNode.values()) {
            names.add(settings.namespace(node));
        }
        return names;
    }

    /// What makes the network, in this order.
    public static List<Batch> batches(LabSettings settings) {
        var batches = new ArrayList<Batch>();
        batches.add(root(
                namespaces(settings).stream().map(name -> "netns add " + name).toList()));
        for (var namespace : namespaces(settings)) {
            batches.add(new Batch(Optional.of(namespace), sysctls(settings, namespace), List.of()));
        }
        batches.add(root(links(settings)));
        batches.add(new Batch(Optional.of(settings.fabric()), List.of(), fabric()));
        for (var node : LabNode.values()) {
            batches.add(new Batch(Optional.of(settings.namespace(node)), List.of(), node(settings, node)));
        }
        batches.add(root(uplink(settings)));
        return batches;
    }

    private static Batch root(List<String> lines) {
        return new Batch(Optional.empty(), List.of(), lines);
    }

    /// Set before there is a device, so that no address of one waits for duplicate address detection; but a host
    /// keeps the kernel's defaults, which the bridges of its containers have everywhere else.
    private static List<String> sysctls(LabSettings settings, String namespace) {
        var node = Arrays.stream(LabNode.values())
                .filter(candidate -> settings.namespace(candidate).equals(namespace))
                .findFirst();
        var sysctls = new ArrayList<String>();
        for (var scope : List.of("all", "default")) {
            var prefix = "net.ipv6.conf." + scope + ".";
            sysctls.add(prefix + "disable_ipv6=0");
            sysctls.add(prefix + "accept_ra=0");
            if (node.filter(found -> found.role() == LabNode.Role.HOST).isEmpty()) {
                sysctls.add(prefix + "accept_dad=0");
                sysctls.add(prefix + "dad_transmits=0");
            }
            if (node.filter(LabNode::forwards).isPresent()) {
                sysctls.add(prefix + "forwarding=1");
                sysctls.add("net.ipv4.conf." + scope + ".forwarding=1");
            }
        }
        return sysctls;
    }

    private static List<String> links(LabSettings settings) {
        var lines = new ArrayList<String>();
        for (var node : LabNode.values()) {
            lines.add("link add %s netns %s type veth peer name %s netns %s"
                    .formatted(DEVICE, settings.namespace(node), port(node), settings.fabric()));
        }
        lines.add("link add %s type veth peer name %s netns %s"
                .formatted(settings.name().uplink(), MGMT_UPLINK, settings.namespace(LabNode.MGMT)));
        return lines;
    }

    private static List<String> fabric() {
        var lines = new ArrayList<String>();
        lines.add("link set lo up");
        // Snooping without a querier loses neighbour solicitations after some minutes.
        lines.add("link add " + BRIDGE + " type bridge mcast_snooping 0");
        for (var node : LabNode.values()) {
            lines.add("link set %s master %s".formatted(port(node), BRIDGE));
            lines.add("link set %s up".formatted(port(node)));
        }
        lines.add("link set " + BRIDGE + " up");
        return lines;
    }

    private static List<String> node(LabSettings settings, LabNode node) {
        var addresses = settings.addresses();
        var lines = new ArrayList<String>();
        lines.add("link set lo up");
        lines.add("link set " + DEVICE + " up");
        lines.add("address add %s/64 dev %s nodad".formatted(addresses.of(node), DEVICE));
        switch (node.role()) {
            case ROUTER -> {}
            case MANAGEMENT -> {
                lines.add("route add default via " + addresses.of(LabNode.ROUTER1));
                lines.add("link set " + MGMT_UPLINK + " up");
                lines.add("address add fe80::1/64 dev " + MGMT_UPLINK + " nodad");
                lines.add("route add %s/128 via fe80::2 dev %s".formatted(addresses.uplink(), MGMT_UPLINK));
            }
            case REFLECTOR, HOST -> {
                lines.add("route add default via " + addresses.of(LabNode.ROUTER1));
                lines.add(
                        "address add %s/64 dev %s nodad preferred_lft 0".formatted(addresses.reference(node), DEVICE));
            }
        }
        return lines;
    }

    private static List<String> uplink(LabSettings settings) {
        var addresses = settings.addresses();
        var device = settings.name().uplink();
        return List.of(
                "link set " + device + " up",
                "address add fe80::2/64 dev " + device + " nodad",
                "address add %s/128 dev %s nodad".formatted(addresses.uplink(), device),
                "route add %s/128 via fe80::1 dev %s src %s"
                        .formatted(addresses.of(LabNode.MGMT), device, addresses.uplink()));
    }

    /// The lines, in the fabric's namespace, that cut a node off or join it again.
    public static List<String> link(LabNode node, boolean up) {
        return List.of("link set %s %s".formatted(port(node), up ? "up" : "down"));
    }

    /// The commands, in the namespace of `node`, that drop every packet to and from `peer`, or let them through again.
    public static List<List<String>> wall(LabSettings settings, LabNode node, LabNode peer, boolean stands) {
        var address = settings.addresses().of(peer).toString();
        var change = stands ? "-A" : "-D";
        return List.of(
                List.of("ip6tables", "-w", change, "OUTPUT", "-d", address, "-j", "DROP"),
                List.of("ip6tables", "-w", change, "INPUT", "-s", address, "-j", "DROP"));
    }

    private static String port(LabNode node) {
        return node.label();
    }
}
