package io.heliograph.hostagent.preflight;

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
    private static final String GATEWAY_MODE = "com.docker.network.bridge.gateway_mode_ipv6";

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
        var inside = bridgesOf(networks);
        for (var subnet : subnets) {
            if (isBehindNat(subnet, engine, kernel)) {
                found.add(
                        Reason.of(ReasonCode.GATEWAY_MODE_NAT, subnet.network().name(), modeOf(subnet), engine));
            } else {
                checkFirewall(subnet, inside, kernel, found);
            }
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

    private static boolean isBehindNat(AnnouncedSubnet subnet, String engine, KernelFacts kernel) {
        boolean filtered = kernel.firewall().map(Firewall::isDockers).orElse(true);
        return subnet.network().driver().equals("bridge")
                && major(engine) >= FIRST_WITH_MODES
                && modeOf(subnet).equals("nat")
                && filtered;
    }

    private static String modeOf(AnnouncedSubnet subnet) {
        return subnet.network().options().getOrDefault(GATEWAY_MODE, "nat");
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
        kernel.firewall()
                .filter(_ -> network.driver().equals("bridge"))
                .filter(firewall -> !firewall.forwardPolicy().equals("ACCEPT"))
                .filter(firewall -> !firewall.admits(subnet.prefix(), network.bridgeName(), inside))
                .ifPresent(firewall -> found.add(
                        Reason.of(ReasonCode.FORWARD_POLICY_DROP, firewall.forwardPolicy(), subnet.prefix())));
    }
}
