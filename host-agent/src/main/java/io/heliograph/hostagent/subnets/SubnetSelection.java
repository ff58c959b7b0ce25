package io.heliograph.hostagent.subnets;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which subnets of a host's networks are announced, and for each network that is not, why.
///
/// Announced are the IPv6 subnets whose packets the host itself routes: those of driver `bridge`, and of `ipvlan`
/// in an L3 mode, for which Docker's manual asks for a route by hand. With `macvlan`, `overlay` and `ipvlan` in
/// L2 mode the containers stand on another link.
public record SubnetSelection(List<AnnouncedSubnet> announced, List<Reason> notAnnounced) {
    /// Labels that begin so are passed on to admission.
    public static final String LABEL_PREFIX = "heliograph.";

    private static final String ADVERTISE = LABEL_PREFIX + "advertise";
    private static final Set<String> L3_MODES = Set.of("l3", "l3s");
    private static final Comparator<AnnouncedSubnet> ORDER = Comparator.comparing(AnnouncedSubnet::prefix)
            .thenComparing(subnet -> subnet.network().id());

    /// Sorts both, so that equal networks in any order give equal selections.
    public SubnetSelection {
        announced = announced.stream().sorted(ORDER).toList();
        notAnnounced = notAnnounced.stream().sorted().toList();
    }

    public static SubnetSelection select(List<DockerNetwork> networks) {
        var announced = new ArrayList<AnnouncedSubnet>();
        var notAnnounced = new ArrayList<Reason>();
        for (var network : networks) {
            refusal(network).ifPresentOrElse(notAnnounced::add, () -> selectSubnets(network, announced, notAnnounced));
        }
        return new SubnetSelection(announced, notAnnounced);
    }

    private static Optional<Reason> refusal(DockerNetwork network) {
        if (!isRoutedByHost(network)) {
            return Optional.of(
                    Reason.of(ReasonCode.NETWORK_DRIVER_UNSUPPORTED, network.name(), driverAndMode(network)));
        }
        if ("false".equals(network.labels().get(ADVERTISE))) {
            return Optional.of(Reason.of(ReasonCode.NETWORK_OPTED_OUT, network.name()));
        }
        if (network.internal()) {
            return Optional.of(Reason.of(ReasonCode.NETWORK_INTERNAL, network.name()));
        }
        return Optional.empty();
    }

    private static boolean isRoutedByHost(DockerNetwork network) {
        return switch (network.driver()) {
            case "bridge" -> true;
            case "ipvlan" -> L3_MODES.contains(ipvlanMode(network));
            default -> false;
        };
    }

    private static String ipvlanMode(DockerNetwork network) {
        return network.options().getOrDefault("ipvlan_mode", "l2");
    }

    private static String driverAndMode(DockerNetwork network) {
        return network.driver().equals("ipvlan") ? "ipvlan in mode " + ipvlanMode(network) : network.driver();
    }

    private static void selectSubnets(
            DockerNetwork network, List<AnnouncedSubnet> announced, List<Reason> notAnnounced) {
        boolean found = false;
        // Docker keeps an IPv6 subnet in its address management also where IPv6 was not asked for; no container
        // gets an address of it.
        for (var subnet : network.ipv6() ? network.subnets() : List.<String>of()) {
            try {
                var prefix = Prefix.parse(subnet);
                if (prefix.family() == Family.IPV6) {
                    announced.add(new AnnouncedSubnet(prefix, network));
                    found = true;
                }
            } catch (InvalidValue e) {
                notAnnounced.add(e.reason());
                found = true;
            }
        }
        if (!found) {
            notAnnounced.add(Reason.of(ReasonCode.NETWORK_WITHOUT_IPV6, network.name()));
        }
    }
}
