package io.heliograph.lab.plan;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The texts of Router1's FRR and the first texts of each BIRD.
public final class RouterConfig {
    public static final int ROUTER_AS = 65000;
    public static final int CLUSTER_AS = 65001;
    private static final int HOLD_SECONDS = 9;

    private RouterConfig() {}

    static String zebra() {
        return """
                hostname router1
                log stdout informational
                """;
    }

    /// Router1 peers with both reflectors, and waits for those of the reference measurement. Its log tells when each
    /// route arrived, which the kernel learns later (see [io.heliograph.lab.linux.RouterLog]).
    static String bgpd(LabSettings settings) {
        return """
                hostname router1
                log stdout debugging
                log timestamp precision 6
                debug bgp updates in
                router bgp %d
                 bgp router-id 192.0.2.1
                 no bgp default ipv4-unicast
                 no bgp ebgp-requires-policy
                %s address-family ipv6 unicast
                %s exit-address-family
                ipv6 prefix-list containers seq 5 permit %s le 64
                """.formatted(
                        ROUTER_AS,
                        neighbours(settings, RouterConfig::session, RouterConfig::waitingSession),
                        neighbours(settings, RouterConfig::activation, RouterConfig::activation),
                        settings.addresses().aggregate());
    }

    private static String neighbours(
            LabSettings settings, UnaryOperator<String> text, UnaryOperator<String> referenceText) {
        return LabNode.of(LabNode.Role.REFLECTOR).stream()
                .map(node -> text.apply(settings.addresses().of(node).toString())
                        + referenceText.apply(
                                settings.addresses().reference(node).toString()))
                .collect(Collectors.joining());
    }

    /// Router1 does not dial the reference: it is seldom there, and a reflector reports who knocks in vain.
    private static String waitingSession(String address) {
        return session(address) + " neighbor " + address + " passive\n";
    }

    private static String session(String address) {
        return """
                 neighbor %1$s remote-as %2$d
                 neighbor %1$s timers %3$d %4$d
                 neighbor %1$s timers connect 1
                 neighbor %1$s advertisement-interval 0
                """.formatted(address, CLUSTER_AS, HOLD_SECONDS / 3, HOLD_SECONDS);
    }

    private static String activation(String address) {
        return """
                  neighbor %1$s activate
                  neighbor %1$s prefix-list containers in
                """.formatted(address);
    }

    /// Enough for BIRD to run until its agent gives it a configuration.
    static String firstBird(LabNode node) {
        return """
                log stderr all;
                router id 192.0.2.%d;
                protocol device {}
                """.formatted(routerIdByte(node));
    }

    /// The last byte of a router id: what one reads off the node's address.
    static int routerIdByte(LabNode node) {
        return (node.suffix() >> 8) * 100 + (node.suffix() & 0xf) + (node.suffix() & 0xf0);
    }
}
