package io.heliograph.hostagent.preflight;

import java.util.List;
import java.util.Optional;

/// What the kernel says. What could not be read is empty and gives no finding.
///
/// @param release the kernel's release
/// @param forwarding `net.ipv6.conf.all.forwarding`
/// @param learnedDefaults the interfaces with a default route from a router advertisement
/// @param firewall what `ip6tables -S` says
public record KernelFacts(
        String release,
        Optional<String> forwarding,
        List<LearnedDefault> learnedDefaults,
        Optional<Firewall> firewall) {
    /// A default route that a router advertisement set on an interface.
    ///
    /// @param acceptRa `net.ipv6.conf.<interface>.accept_ra`
    public record LearnedDefault(String device, String acceptRa) {}

    public KernelFacts {
        learnedDefaults = List.copyOf(learnedDefaults);
    }
}
