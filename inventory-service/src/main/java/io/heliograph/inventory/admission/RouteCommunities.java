package io.heliograph.inventory.admission;

import io.heliograph.fleet.Community;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The communities that a network's label asks for: `heliograph.communities=65001:100,65001:1:2`.
///
/// A label that cannot be had costs the subnet its route, and is never ignored: whoever asks for a community may be
/// asking for the route to go less far.
final class RouteCommunities {
    static final String LABEL = "heliograph.communities";

    private RouteCommunities() {}

    /// Those of a subnet that [#refusal] has nothing against.
    static Optional<List<Community>> askedFor(ReportedSubnet subnet) {
        return Optional.ofNullable(subnet.labels().get(LABEL)).flatMap(RouteCommunities::parse);
    }

    static Optional<Reason> refusal(ReportedSubnet subnet, ClusterEntry cluster) {
        var label = subnet.labels().get(LABEL);
        if (label == null) {
            return Optional.empty();
        }
        var allowed = cluster.bgp().networkCommunities().orElse(List.of());
        try {
            return parse(label).orElse(List.of()).stream()
                    .filter(community -> !allowed.contains(community))
                    .findFirst()
                    .map(community ->
                            Reason.of(ReasonCode.COMMUNITY_REFUSED, subnet.network(), community, cluster.cluster()));
        } catch (InvalidValue _) {
            return Optional.of(Reason.of(ReasonCode.LABEL_INVALID, subnet.network(), LABEL, label));
        }
    }

    /// Throws [InvalidValue] for what is no list of communities, or too long a one.
    private static Optional<List<Community>> parse(String label) {
        var communities = Arrays.stream(label.split(",", -1))
                .map(String::strip)
                .map(Community::parse)
                .toList();
        return Community.tidy(LABEL, Optional.of(communities));
    }
}
