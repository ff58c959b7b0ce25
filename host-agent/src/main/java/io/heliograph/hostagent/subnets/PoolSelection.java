package io.heliograph.hostagent.subnets;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.event.DelegatedPool;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.node.subnets.AnnouncedSubnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which of the announced subnets lie in the host's own pools, and for each that does not, that it must wait for
/// admission. A host without pools waits with all of them, and nothing is said of it.
public record PoolSelection(SortedSet<Prefix> inside, List<Reason> outside) {
    public PoolSelection {
        inside = Collections.unmodifiableSortedSet(new TreeSet<>(inside));
        outside = outside.stream().sorted().distinct().toList();
    }

    public static PoolSelection select(List<AnnouncedSubnet> announced, List<DelegatedPool> pools) {
        var inside = new TreeSet<Prefix>();
        var outside = new ArrayList<Reason>();
        for (var subnet : announced) {
            if (pools.stream().anyMatch(pool -> pool.admits(subnet.prefix()))) {
                inside.add(subnet.prefix());
            } else if (pools.stream()
                    .anyMatch(pool -> pool.prefix().family() == subnet.prefix().family())) {
                var blocks =
                        pools.stream().map(pool -> pool.prefix().toString()).collect(Collectors.joining(", "));
                outside.add(Reason.of(
                        ReasonCode.NETWORK_OUTSIDE_POOL, subnet.network().name(), subnet.prefix(), blocks));
            }
        }
        return new PoolSelection(inside, outside);
    }
}
