package io.heliograph.node.preflight;

import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.reason.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What preflight found on a host.
///
/// @param all sorted
/// @param broken subnets into which nothing gets from outside, although every route to them stands, and why
public record Findings(List<Reason> all, Map<Prefix, Reason> broken) {
    public static final Findings NONE = new Findings(List.of(), Map.of());

    public Findings {
        all = all.stream().distinct().sorted().toList();
        broken = Map.copyOf(broken);
    }

    /// The worst first where several hold.
    static Findings of(Collection<Reason> ofTheHost, SortedMap<Prefix, List<Reason>> ofSubnets) {
        var all = new java.util.ArrayList<>(ofTheHost);
        var broken = new TreeMap<Prefix, Reason>();
        ofSubnets.forEach((prefix, reasons) -> {
            all.addAll(reasons);
            reasons.stream()
                    .filter(reason -> reason.code().costsReachability())
                    .findFirst()
                    .ifPresent(reason -> broken.put(prefix, reason));
        });
        return new Findings(all, broken);
    }
}
