package io.heliograph.fleet.event;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ReflectorId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A cluster right above or below another, as that one's reflectors see it.
///
/// @param link as the child words it
/// @param reach whether the reflectors of both share a link
/// @param holdTime the child's
/// @param defaultRoute whether the child has the default route from its parent
/// @param reflectors its active ones, by name: each is a peer of each of ours
/// @param accepted what is taken from them
/// @param offered what they take
/// @param ipv4 whether both clusters carry IPv4 beside IPv6, and so the sessions between them; absent: no
public record AdjacentCluster(
        ClusterId cluster,
        ParentLink link,
        BgpOptions.Reach reach,
        Duration holdTime,
        boolean defaultRoute,
        List<Peer> reflectors,
        List<PrefixRange> accepted,
        List<PrefixRange> offered,
        Optional<Boolean> ipv4) {
    /// A reflector of it.
    public record Peer(ReflectorId reflector, IpAddress address) {}

    public AdjacentCluster {
        reflectors = reflectors.stream()
                .sorted(Comparator.comparing(Peer::reflector))
                .toList();
        accepted = accepted.stream().sorted().distinct().toList();
        offered = offered.stream().sorted().distinct().toList();
        ipv4 = ipv4.filter(on -> on);
    }
}
