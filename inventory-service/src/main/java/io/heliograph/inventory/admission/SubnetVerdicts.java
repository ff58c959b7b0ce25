package io.heliograph.inventory.admission;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The verdict on each subnet of one report: admitted, or in quarantine with the reason. One bad subnet never costs
/// the host its good ones.
///
/// What the host holds is judged before what is new, so that a holder never loses to a newcomer of its own either;
/// beyond that the order is by prefix, so that the verdicts depend on the report alone and not on its order.
final class SubnetVerdicts {
    private final HostId host;
    private final IpAddress at;
    private final ClusterEntry cluster;
    private final Registry registry;
    private final Map<Prefix, AdmittedSubnet> held;
    private final Instant now;
    private final TreeMap<Prefix, AdmittedSubnet> admitted = new TreeMap<>();
    private final List<QuarantinedSubnet> quarantined = new ArrayList<>();

    private SubnetVerdicts(
            HostId host,
            IpAddress at,
            ClusterEntry cluster,
            Registry registry,
            Map<Prefix, AdmittedSubnet> held,
            Instant now) {
        this.host = host;
        this.at = at;
        this.cluster = cluster;
        this.registry = registry;
        this.held = held;
        this.now = now;
    }

    /// @param at the host's address
    static SubnetVerdicts of(
            HostId host,
            IpAddress at,
            List<ReportedSubnet> subnets,
            ClusterEntry cluster,
            Registry registry,
            Map<Prefix, AdmittedSubnet> held,
            Instant now) {
        var verdicts = new SubnetVerdicts(host, at, cluster, registry, held, now);
        var seen = new HashSet<List<Object>>();
        subnets.stream()
                .sorted(Comparator.comparing((ReportedSubnet subnet) -> !verdicts.holds(subnet))
                        .thenComparing(ReportedSubnet::prefix)
                        .thenComparing(ReportedSubnet::network))
                .filter(subnet -> seen.add(List.of(subnet.prefix(), subnet.network())))
                .forEach(verdicts::judge);
        return verdicts;
    }

    List<AdmittedSubnet> admitted() {
        return List.copyOf(admitted.values());
    }

    List<QuarantinedSubnet> quarantined() {
        return List.copyOf(quarantined);
    }

    private boolean holds(ReportedSubnet subnet) {
        var before = held.get(subnet.prefix());
        return before != null && before.network().equals(subnet.network());
    }

    private void judge(ReportedSubnet subnet) {
        var prefix = subnet.prefix();
        var refusal = SubnetPolicy.refusal(subnet, host, at, cluster)
                .or(() -> overlap(prefix))
                .or(() -> overlapOfItsOwn(prefix))
                .or(() -> limit(prefix));
        if (refusal.isPresent()) {
            quarantined.add(new QuarantinedSubnet(prefix, subnet.network(), refusal.get()));
            return;
        }
        var before = held.get(prefix);
        var communities = RouteCommunities.askedFor(subnet);
        admitted.put(
                prefix,
                before != null && holds(subnet)
                        ? before.withCommunities(communities)
                        : new AdmittedSubnet(prefix, subnet.network(), communities, subnet.observedAt(), now));
    }

    private Optional<Reason> overlapOfItsOwn(Prefix prefix) {
        return Optional.ofNullable(admitted.floorKey(prefix))
                .filter(prefix::overlaps)
                .or(() -> Optional.ofNullable(admitted.higherKey(prefix)).filter(prefix::overlaps))
                .map(other -> Reason.of(ReasonCode.PREFIX_TAKEN, prefix, host, other, host));
    }

    private Optional<Reason> overlap(Prefix prefix) {
        return registry.holderOtherThan(host, prefix)
                .map(holding -> Reason.of(ReasonCode.PREFIX_TAKEN, prefix, host, holding.prefix(), holding.host()));
    }

    private Optional<Reason> limit(Prefix prefix) {
        return admitted.size() < cluster.subnetsPerHost()
                ? Optional.empty()
                : Optional.of(Reason.of(ReasonCode.SUBNET_LIMIT, prefix, host, cluster.subnetsPerHost()));
    }
}
