package io.heliograph.node.subnets;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.event.SwitchLabel;
import java.util.List;
import java.util.Optional;

/// An address that a running container has on a network; never the network's gateway, which is the host itself and
/// answers whatever its firewall does with what it forwards.
public record Endpoint(String networkId, IpAddress address) {

    /// The one that stands for a subnet when it is probed: the one of before for as long as it runs, else the first;
    /// none for a network that opts out by [SwitchLabel#PROBE].
    ///
    /// @param running of all networks, the oldest container first
    public static Optional<IpAddress> of(AnnouncedSubnet subnet, List<Endpoint> running, Optional<IpAddress> before) {
        if (SwitchLabel.PROBE.isOff(subnet.network().labels())) {
            return Optional.empty();
        }
        var inside = running.stream()
                .filter(endpoint -> endpoint.networkId().equals(subnet.network().id()))
                .map(Endpoint::address)
                .filter(subnet.prefix()::contains)
                .toList();
        return before.filter(inside::contains).or(() -> inside.stream().findFirst());
    }
}
