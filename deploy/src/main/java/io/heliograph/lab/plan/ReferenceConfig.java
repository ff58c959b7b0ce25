package io.heliograph.lab.plan;

import java.util.stream.Collectors;

/// What one would do without Heliograph: stock BIRD with `protocol direct` on each host, whose routes two stock
/// reflectors pass on to the same Router1. It runs beside the lab's own BIRDs, on addresses and a port of its own.
public final class ReferenceConfig {
    private static final int PORT = 1179;

    private ReferenceConfig() {}

    public static String of(LabSettings settings, LabNode node) {
        return switch (node.role()) {
            case REFLECTOR -> reflector(settings, node);
            case HOST -> host(settings, node);
            case ROUTER, MANAGEMENT -> throw new IllegalArgumentException(node + " has no part in the reference");
        };
    }

    private static String reflector(LabSettings settings, LabNode node) {
        var addresses = settings.addresses();
        var own = addresses.reference(node);
        var clients = LabNode.of(LabNode.Role.HOST).stream()
                .map(host -> """
                        protocol bgp %1$s {
                            local %2$s port %3$d as %4$d;
                            neighbor %5$s port %3$d as %4$d;
                            passive on;
                            direct;
                            rr client;
                            ipv6 { import all; export all; };
                        }
                        """.formatted(host, own, PORT, RouterConfig.CLUSTER_AS, addresses.reference(host)))
                .collect(Collectors.joining());
        return """
                log stderr all;
                router id 198.51.100.%d;
                protocol device { scan time 10; }
                %sprotocol bgp router1 {
                    local %s port %d as %d;
                    neighbor %s port 179 as %d;
                    direct;
                    connect delay time 1;
                    ipv6 { import none; export all; next hop keep; };
                }
                """.formatted(
                        RouterConfig.routerIdByte(node),
                        clients,
                        own,
                        PORT,
                        RouterConfig.CLUSTER_AS,
                        addresses.of(LabNode.ROUTER1),
                        RouterConfig.ROUTER_AS);
    }

    private static String host(LabSettings settings, LabNode node) {
        var addresses = settings.addresses();
        var own = addresses.reference(node);
        var sessions = LabNode.of(LabNode.Role.REFLECTOR).stream()
                .map(reflector ->
                        """
                        protocol bgp %1$s {
                            local %2$s port %3$d as %4$d;
                            neighbor %5$s port %3$d as %4$d;
                            direct;
                            connect delay time 1;
                            ipv6 { import none; export where source = RTS_DEVICE; next hop self; };
                        }
                        """.formatted(reflector, own, PORT, RouterConfig.CLUSTER_AS, addresses.reference(reflector)))
                .collect(Collectors.joining());
        return """
                log stderr all;
                router id 198.51.100.%d;
                protocol device { scan time 10; }
                protocol direct { ipv6; interface "br-*"; }
                %s""".formatted(RouterConfig.routerIdByte(node), sessions);
    }
}
