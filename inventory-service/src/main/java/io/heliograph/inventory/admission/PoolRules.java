package io.heliograph.inventory.admission;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What must not be declared of pools: a block is its host's alone, lies in an aggregate, and has room for a subnet.
final class PoolRules {
    /// Docker's and SLAAC's subnets are /64: a block is no longer than that.
    static final int LONGEST_IPV6_POOL = 64;

    private final FleetDeclaration declaration;
    private final Fleet fleet;
    private final TreeMap<Prefix, HostId> held = new TreeMap<>();
    private final List<Reason> found = new ArrayList<>();

    private PoolRules(FleetDeclaration declaration, Fleet fleet) {
        this.declaration = declaration;
        this.fleet = fleet;
    }

    static List<Reason> refusals(FleetDeclaration declaration, Fleet fleet) {
        var rules = new PoolRules(declaration, fleet);
        declaration.clusters().forEach(rules::check);
        if (declaration.hosts().stream().anyMatch(host -> host.pools().isPresent())) {
            rules.takeWhatStays();
            declaration.hosts().forEach(rules::check);
        }
        return rules.found;
    }

    private void check(ClusterDeclaration cluster) {
        cluster.poolLength().ifPresent(length -> {
            boolean fits = length <= LONGEST_IPV6_POOL
                    && cluster.aggregates().stream().anyMatch(aggregate -> aggregate.length() <= length);
            if (!fits) {
                found.add(Reason.of(ReasonCode.FIELD_INVALID, "cluster " + cluster.cluster() + ".poolLength", length));
            }
        });
    }

    /// The pools of hosts that the declaration gives none, and what every host has outside its pools.
    private void takeWhatStays() {
        var given = declaration.hosts().stream()
                .filter(host -> host.pools().isPresent())
                .map(HostDeclaration::host)
                .toList();
        fleet.hosts().values().stream()
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .forEach(entry -> holdings(entry, given.contains(entry.host()))
                        .forEach(prefix -> held.put(prefix, entry.host())));
    }

    private static Stream<Prefix> holdings(HostEntry entry, boolean givenAnew) {
        return givenAnew ? entry.admitted().stream().map(subnet -> subnet.prefix()) : entry.holdings().stream();
    }

    private void check(HostDeclaration host) {
        for (var pool : host.pools().orElse(List.of())) {
            var refusal = outside(host, pool).or(() -> taken(host.host(), pool));
            refusal.ifPresentOrElse(found::add, () -> held.put(pool, host.host()));
        }
    }

    private Optional<Reason> outside(HostDeclaration host, Prefix pool) {
        var aggregates = aggregates(host.cluster());
        if (aggregates.stream().noneMatch(aggregate -> aggregate.covers(pool))) {
            return Optional.of(Reason.of(ReasonCode.PREFIX_OUTSIDE_AGGREGATES, pool, host.cluster(), aggregates));
        }
        return pool.family().bits() > LONGEST_IPV6_POOL && pool.length() > LONGEST_IPV6_POOL
                ? Optional.of(Reason.of(ReasonCode.FIELD_INVALID, "host " + host.host() + ".pools", pool))
                : Optional.empty();
    }

    private List<Prefix> aggregates(ClusterId cluster) {
        return declaration.clusters().stream()
                .filter(declared -> declared.cluster().equals(cluster))
                .map(ClusterDeclaration::aggregates)
                .findFirst()
                .or(() -> fleet.cluster(cluster).map(entry -> entry.aggregates()))
                .orElse(List.of());
    }

    private Optional<Reason> taken(HostId host, Prefix pool) {
        var around = Stream.concat(
                Optional.ofNullable(held.floorEntry(pool)).stream(),
                held.tailMap(pool, true).entrySet().stream().takeWhile(entry -> pool.covers(entry.getKey())));
        return around.filter(entry ->
                        entry.getKey().overlaps(pool) && !entry.getValue().equals(host))
                .findFirst()
                .map(entry -> Reason.of(ReasonCode.POOL_TAKEN, pool, host, entry.getKey(), entry.getValue()));
    }
}
