package io.heliograph.hostagent.preflight;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.hostagent.subnets.AnnouncedSubnet;
import io.heliograph.hostagent.subnets.DockerNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells why a subnet will not be reached although its route stands everywhere.
public final class Preflight {
    private static final String GATEWAY_MODE = "com.docker.network.bridge.gateway_mode_";
    private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";

    /// The first engine with gateway modes; `nat` is its default and lets no packet in that was not asked for.
    private static final int FIRST_WITH_MODES = 27;

    private static final Pattern MAJOR = Pattern.compile("^(\\d{1,4})\\.");

    private Preflight() {}

    /// The findings, sorted.
    ///
    /// @param networks all that the engine has, announced or not
    /// @param engine the engine's version
    public static List<Reason> check(
            List<AnnouncedSubnet> subnets, List<DockerNetwork> networks, String engine, KernelFacts kernel) {
        var found = new ArrayList<Reason>();
        checkForwarding(kernel, found);
        checkForwarding4(subnets, kernel, found);
        var inside = bridgesOf(networks);
        for (var subnet : subnets) {
            if (isBehindNat(subnet, engine, kernel)) {
                found.add(Reason.of(gatewayModeNat(subnet), subnet.network().name(), modeOf(subnet), engine));
            } else {
                checkFirewall(subnet, inside, kernel, found);
            }
            checkMasquerade(subnet, engine, kernel, found);
        }
        return found.stream().distinct().sorted().toList();
    }

    private static void checkForwarding(KernelFacts kernel, List<Reason> found) {
        kernel.forwarding()
                .filter(value -> value.equals("0"))
                .ifPresent(value -> found.add(Reason.of(ReasonCode.FORWARDING_OFF, value)));
        if (kernel.forwarding().filter(value -> !value.equals("0")).isPresent()) {
            kernel.learnedDefaults().stream()
                    .filter(learned -> learned.acceptRa().equals("1"))
                    .forEach(learned -> found.add(Reason.of(ReasonCode.ACCEPT_RA_LOST, learned.device())));
        }
    }

    private static void checkForwarding4(List<AnnouncedSubnet> subnets, KernelFacts kernel, List<Reason> found) {
        kernel.forwarding4()
                .filter(value -> value.equals("0"))
                .filter(_ -> subnets.stream().anyMatch(Preflight::isIpv4))
                .ifPresent(value -> found.add(Reason.of(ReasonCode.IPV4_FORWARDING_OFF, value)));
    }

    private static boolean isIpv4(AnnouncedSubnet subnet) {
        return subnet.prefix().family() == Family.IPV4;
    }

    /// Containers that call others leave with an address of the host, and a host that is reached by its IPv6 address
    /// has none that leads back to it.
    private static void checkMasquerade(AnnouncedSubnet subnet, String engine, KernelFacts kernel, List<Reason> found) {
        boolean routed = major(engine) >= FIRST_WITH_MODES && modeOf(subnet).equals("routed");
        boolean asked = !"false".equals(subnet.network().options().get(MASQUERADE));
        boolean filtered = kernel.firewall4().filter(Firewall::isDockers).isPresent();
        if (isIpv4(subnet) && subnet.network().driver().equals("bridge") && filtered && asked && !routed) {
            found.add(Reason.of(ReasonCode.IPV4_MASQUERADED, subnet.network().name(), subnet.prefix()));
        }
    }

    private static ReasonCode gatewayModeNat(AnnouncedSubnet subnet) {
        return switch (subnet.prefix().family()) {
            case IPV4 -> ReasonCode.IPV4_GATEWAY_MODE_NAT;
            case IPV6 -> ReasonCode.GATEWAY_MODE_NAT;
        };
    }

    private static ReasonCode forwardPolicyDrop(AnnouncedSubnet subnet) {
        return switch (subnet.prefix().family()) {
            case IPV4 -> ReasonCode.IPV4_FORWARD_POLICY_DROP;
            case IPV6 -> ReasonCode.FORWARD_POLICY_DROP;
        };
    }

    private static boolean isBehindNat(AnnouncedSubnet subnet, String engine, KernelFacts kernel) {
        boolean filtered = kernel.firewall(subnet.prefix().family())
                .map(Firewall::isDockers)
                .orElse(true);
        return subnet.network().driver().equals("bridge")
                && major(engine) >= FIRST_WITH_MODES
                && modeOf(subnet).equals("nat")
                && filtered;
    }

    private static String modeOf(AnnouncedSubnet subnet) {
        return subnet.network().options().getOrDefault(GATEWAY_MODE + (isIpv4(subnet) ? "ipv4" : "ipv6"), "nat");
    }

    private static int major(String engine) {
        var matcher = MAJOR.matcher(engine);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static Set<String> bridgesOf(List<DockerNetwork> networks) {
        return networks.stream()
                .filter(network -> network.driver().equals("bridge"))
                .map(DockerNetwork::bridgeName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Packets for `ipvlan` in L3 mode are taken from the parent interface and never pass FORWARD.
    private static void checkFirewall(
            AnnouncedSubnet subnet, Set<String> inside, KernelFacts kernel, List<Reason> found) {
        var network = subnet.network();
        kernel.firewall(subnet.prefix().family())
                .filter(_ -> network.driver().equals("bridge"))
                .filter(firewall -> !firewall.forwardPolicy().equals("ACCEPT"))
                .filter(firewall -> !firewall.admits(subnet.prefix(), network.bridgeName(), inside))
                .ifPresent(firewall ->
                        found.add(Reason.of(forwardPolicyDrop(subnet), firewall.forwardPolicy(), subnet.prefix())));
    }
}
