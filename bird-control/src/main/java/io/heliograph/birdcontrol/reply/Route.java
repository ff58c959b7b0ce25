package io.heliograph.birdcontrol.reply;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One route of `show route`.
///
/// @param table `master6`; empty where BIRD named none
/// @param destination `unicast`, `unreachable`, `blackhole` or `prohibit`
/// @param protocol the protocol that brought it
/// @param since when it came, as the configured `timeformat` writes it
/// @param from the BGP speaker it came from, where BIRD shows one
/// @param selected whether BIRD uses it
/// @param nextHops where it leads
/// @param attributes what `show route all` adds, by BIRD's names (`BGP.next_hop` in BIRD 2, `bgp_next_hop` in 3)
public record Route(
        String table,
        Prefix prefix,
        String destination,
        String protocol,
        String since,
        Optional<String> from,
        boolean selected,
        List<NextHop> nextHops,
        Map<String, String> attributes) {
    /// A gateway, an interface, or both.
    public record NextHop(Optional<IpAddress> address, Optional<String> device) {}

    public Route {
        nextHops = List.copyOf(nextHops);
        attributes = Map.copyOf(attributes);
    }

    /// A route whose next hop is not resolved is `unreachable`, although its session is up.
    public boolean isReachable() {
        return destination.equals("unicast");
    }
}
