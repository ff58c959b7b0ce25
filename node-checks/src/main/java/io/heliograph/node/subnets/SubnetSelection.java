package io.heliograph.node.subnets;

import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.SwitchLabel;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which subnets of a host's networks are announced, and for each network that is not, why.
///
/// Announced are the IPv6 subnets, and the IPv4 ones in the cluster's aggregates where it has any, whose packets
/// the host itself routes: those of driver `bridge`, and of `ipvlan`
/// in an L3 mode, for which Docker's manual asks for a route by hand. With `macvlan`, `overlay` and `ipvlan` in
/// L2 mode the containers stand on another link.
public record SubnetSelection(List<AnnouncedSubnet> announced, List<Reason> notAnnounced) {
    /// Labels that begin so are passed on to admission.
    public static final String LABEL_PREFIX = "heliograph.";

    private static final Set<String> L3_MODES = Set.of("l3", "l3s");
    private static final Comparator<AnnouncedSubnet> ORDER = Comparator.comparing(AnnouncedSubnet::prefix)
            .thenComparing(subnet -> subnet.network().id());

    /// Sorts both, so that equal networks in any order give equal selections.
    public SubnetSelection {
        announced = announced.stream().sorted(ORDER).toList();
        notAnnounced = notAnnounced.stream().sorted().toList();
    }

    /// Where IPv4 is not carried.
    public static SubnetSelection select(List<DockerNetwork> networks) {
        return select(networks, List.of());
    }

    /// Docker gives every network an IPv4 subnet, `172.17.0.0/16` and so on, the same ones on every host: what lies
    /// outside of the aggregates is hidden behind the host's own address, and nobody else's concern.
    ///
    /// @param ipv4 the cluster's IPv4 aggregates
    public static SubnetSelection select(List<DockerNetwork> networks, List<Prefix> ipv4) {
        var announced = new ArrayList<AnnouncedSubnet>();
        var notAnnounced = new ArrayList<Reason>();
        for (var network : networks) {
            refusal(network)
                    .ifPresentOrElse(notAnnounced::add, () -> selectSubnets(network, ipv4, announced, notAnnounced));
        }
        return new SubnetSelection(announced, notAnnounced);
    }

    private static Optional<Reason> refusal(DockerNetwork network) {
        if (!isRoutedByHost(network)) {
            return Optional.of(
                    Reason.of(ReasonCode.NETWORK_DRIVER_UNSUPPORTED, network.name(), driverAndMode(network)));
        }
        if (SwitchLabel.ADVERTISE.isOff(network.labels())) {
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
            DockerNetwork network, List<Prefix> ipv4, List<AnnouncedSubnet> announced, List<Reason> notAnnounced) {
        boolean found = false;
        var outside = new ArrayList<Prefix>();
        for (var subnet : network.subnets()) {
            try {
                var prefix = Prefix.parse(subnet);
                if (isCarried(prefix, network, ipv4)) {
                    announced.add(new AnnouncedSubnet(prefix, network));
                    found = true;
                } else if (prefix.family() == Family.IPV4) {
                    outside.add(prefix);
                }
            } catch (InvalidValue e) {
                if (network.ipv6()) {
                    notAnnounced.add(e.reason());
                    found = true;
                }
            }
        }
        if (!found) {
            notAnnounced.add(
                    ipv4.isEmpty() || outside.isEmpty()
                            ? Reason.of(ReasonCode.NETWORK_WITHOUT_IPV6, network.name())
                            : Reason.of(ReasonCode.NETWORK_IPV4_OUTSIDE, network.name(), words(outside), words(ipv4)));
        }
    }

    private static boolean isCarried(Prefix prefix, DockerNetwork network, List<Prefix> ipv4) {
        return switch (prefix.family()) {
            // Docker keeps an IPv6 subnet in its address management also where IPv6 was not asked for; no container
            // gets an address of it.
            case IPV6 -> network.ipv6();
            case IPV4 -> ipv4.stream().anyMatch(aggregate -> aggregate.covers(prefix));
        };
    }

    private static String words(List<Prefix> prefixes) {
        return prefixes.stream().map(Prefix::toString).collect(Collectors.joining(", "));
    }
}
