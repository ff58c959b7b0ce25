package io.heliograph.node.preflight;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.subnets.AnnouncedSubnet;
import io.heliograph.node.subnets.DockerNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    private final String engine;
    private final KernelFacts kernel;
    private final Set<String> inside;

    private Preflight(List<DockerNetwork> networks, String engine, KernelFacts kernel) {
        this.engine = engine;
        this.kernel = kernel;
        this.inside = bridgesOf(networks);
    }

    /// What is found.
    ///
    /// @param networks all that the engine has, announced or not
    /// @param engine the engine's version
    public static Findings check(
            List<AnnouncedSubnet> subnets, List<DockerNetwork> networks, String engine, KernelFacts kernel) {
        var preflight = new Preflight(networks, engine, kernel);
        var ofSubnets = new TreeMap<Prefix, List<Reason>>();
        subnets.forEach(subnet -> ofSubnets.put(subnet.prefix(), preflight.subnet(subnet)));
        return Findings.of(HostChecks.check(kernel), ofSubnets);
    }

    private List<Reason> subnet(AnnouncedSubnet subnet) {
        var found = new ArrayList<Reason>();
        forwardingOff(subnet).ifPresent(found::add);
        // A network that is younger than what is known of the kernel is judged a moment later.
        if (isBridge(subnet) && !kernel.isOlderThan(subnet.network().bridgeName())) {
            notRouted(subnet).ifPresent(found::add);
            if (isBehindNat(subnet)) {
                found.add(Reason.of(gatewayModeNat(subnet), subnet.network().name(), modeOf(subnet), engine));
            } else {
                firewallDrops(subnet).ifPresent(found::add);
            }
        }
        masquerade(subnet).ifPresent(found::add);
        return found;
    }

    private Optional<Reason> forwardingOff(AnnouncedSubnet subnet) {
        return switch (subnet.prefix().family()) {
            case IPV4 -> HostChecks.forwarding4Off(kernel);
            case IPV6 -> HostChecks.forwardingOff(kernel);
        };
    }

    /// The kernel routes a subnet to its bridge because the bridge has an address in it.
    private Optional<Reason> notRouted(AnnouncedSubnet subnet) {
        var bridge = subnet.network().bridgeName();
        return kernel.links()
                .filter(_ -> !isIpv4(subnet))
                .filter(links -> links.of(bridge).stream()
                        .noneMatch(address -> subnet.prefix().contains(address)))
                .map(_ -> Reason.of(
                        ReasonCode.PREFIX_NOT_ROUTED,
                        subnet.prefix(),
                        bridge,
                        subnet.network().name()));
    }

    private static boolean isIpv4(AnnouncedSubnet subnet) {
        return subnet.prefix().family() == Family.IPV4;
    }

    /// Packets for `ipvlan` in L3 mode are taken from the parent interface and never pass FORWARD.
    private static boolean isBridge(AnnouncedSubnet subnet) {
        return subnet.network().driver().equals("bridge");
    }

    /// Containers that call others leave with an address of the host, and a host that is reached by its IPv6 address
    /// has none that leads back to it. Behind NAT it is not told: there a container that shows its own address gets
    /// no answer (Docker 28 drops it), and `routed` ends both.
    private Optional<Reason> masquerade(AnnouncedSubnet subnet) {
        boolean routed = major(engine) >= FIRST_WITH_MODES && modeOf(subnet).equals("routed");
        boolean asked = !"false".equals(subnet.network().options().get(MASQUERADE));
        boolean filtered = kernel.firewall4().filter(Firewall::isDockers).isPresent();
        return isIpv4(subnet) && isBridge(subnet) && filtered && asked && !routed && !isBehindNat(subnet)
                ? Optional.of(
                        Reason.of(ReasonCode.IPV4_MASQUERADED, subnet.network().name(), subnet.prefix()))
                : Optional.empty();
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

    private boolean isBehindNat(AnnouncedSubnet subnet) {
        boolean filtered = kernel.firewall(subnet.prefix().family())
                .map(Firewall::isDockers)
                .orElse(true);
        return major(engine) >= FIRST_WITH_MODES && modeOf(subnet).equals("nat") && filtered;
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

    private Optional<Reason> firewallDrops(AnnouncedSubnet subnet) {
        var bridge = subnet.network().bridgeName();
        return kernel.firewall(subnet.prefix().family())
                .filter(firewall -> !firewall.forwardPolicy().equals("ACCEPT"))
                .filter(firewall -> !firewall.admits(subnet.prefix(), bridge, inside))
                .map(firewall -> Reason.of(forwardPolicyDrop(subnet), firewall.forwardPolicy(), subnet.prefix()));
    }
}
