package io.heliograph.node.preflight;

import io.heliograph.fleet.IpAddress.Family;
import java.util.List;
import java.util.Optional;

/// What the kernel says. What could not be read is empty and gives no finding.
///
/// @param release the kernel's release
/// @param forwarding `net.ipv6.conf.all.forwarding`
/// @param learnedDefaults the interfaces with a default route from a router advertisement
/// @param firewall what `ip6tables -S` says
/// @param forwarding4 `net.ipv4.ip_forward`; empty where IPv4 is not carried
/// @param firewall4 what `iptables -S` says; empty where IPv4 is not carried
/// @param links the interfaces, as they were before the rest was read: of a network that came later nothing is known
/// @param neighbours not to be had outside of the first network namespace
public record KernelFacts(
        String release,
        Optional<String> forwarding,
        List<LearnedDefault> learnedDefaults,
        Optional<Firewall> firewall,
        Optional<String> forwarding4,
        Optional<Firewall> firewall4,
        Optional<Links> links,
        Optional<NeighbourTable> neighbours) {
    /// A default route that a router advertisement set on an interface.
    ///
    /// @param acceptRa `net.ipv6.conf.<interface>.accept_ra`
    public record LearnedDefault(String device, String acceptRa) {}

    public KernelFacts {
        learnedDefaults = List.copyOf(learnedDefaults);
    }

    /// Where IPv4 is not carried, and nothing is known of interfaces.
    public KernelFacts(
            String release,
            Optional<String> forwarding,
            List<LearnedDefault> learnedDefaults,
            Optional<Firewall> firewall) {
        this(
                release,
                forwarding,
                learnedDefaults,
                firewall,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Optional<Firewall> firewall(Family family) {
        return switch (family) {
            case IPV4 -> firewall4;
            case IPV6 -> firewall;
        };
    }

    /// Whether this was read before the interface was there.
    boolean isOlderThan(String device) {
        return links.filter(all -> !all.has(device)).isPresent();
    }
}
