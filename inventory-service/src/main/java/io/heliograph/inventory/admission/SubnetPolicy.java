package io.heliograph.inventory.admission;

import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.event.SwitchLabel;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a cluster lets its hosts announce, whoever else announces what.
final class SubnetPolicy {
    /// A network's name and its labels travel as far as BIRD's text, whose strings have no escapes: no quotes,
    /// no control characters.
    private static final Pattern USABLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} &&[^\"'`\\\\]]*");

    private static final int MAX_NETWORK_NAME = 128;
    private static final int MAX_LABEL = 256;

    private SubnetPolicy() {}

    /// Why the cluster's policy refuses a subnet; empty when it does not.
    ///
    /// @param at the host's address: its sessions carry that family, and IPv4 beside IPv6 where the cluster has it
    static Optional<Reason> refusal(ReportedSubnet subnet, HostId host, IpAddress at, ClusterEntry cluster) {
        var prefix = subnet.prefix();
        if (prefix.isDefault()) {
            return refused(ReasonCode.DEFAULT_ROUTE_REFUSED, prefix);
        }
        if (prefix.family() == Family.IPV4 && at.family() == Family.IPV6 && !cluster.carriesIpv4()) {
            return refused(ReasonCode.IPV4_NOT_CARRIED, prefix, host, at, cluster.cluster());
        }
        if (cluster.aggregates().stream().noneMatch(aggregate -> aggregate.covers(prefix))) {
            var aggregates = cluster.aggregates().stream().map(Prefix::toString).collect(Collectors.joining(", "));
            return refused(ReasonCode.PREFIX_OUTSIDE_AGGREGATES, prefix, cluster.cluster(), aggregates);
        }
        var bounds = cluster.bounds(prefix.family());
        if (!bounds.contains(prefix.length())) {
            return refused(ReasonCode.PREFIX_LENGTH_REFUSED, prefix, bounds.shortest(), bounds.longest());
        }
        return special(prefix, cluster).or(() -> words(subnet)).or(() -> RouteCommunities.refusal(subnet, cluster));
    }

    private static Optional<Reason> special(Prefix prefix, ClusterEntry cluster) {
        return SpecialRange.of(prefix)
                .filter(range -> !cluster.allowSpecialRanges().contains(range))
                .map(range -> Reason.of(ReasonCode.PREFIX_SPECIAL, prefix, range, range.prefix(), cluster.cluster()));
    }

    private static Optional<Reason> words(ReportedSubnet subnet) {
        if (subnet.network().isEmpty() || !usable(subnet.network(), MAX_NETWORK_NAME)) {
            return refused(ReasonCode.LABEL_INVALID, subnet.network(), "name", subnet.network());
        }
        for (Map.Entry<String, String> label : new TreeMap<>(subnet.labels()).entrySet()) {
            if (!usable(label.getKey(), MAX_LABEL) || !usable(label.getValue(), MAX_LABEL)) {
                return refused(ReasonCode.LABEL_INVALID, subnet.network(), label.getKey(), label.getValue());
            }
        }
        return Arrays.stream(SwitchLabel.values())
                .flatMap(name -> name.invalid(subnet.labels()).stream()
                        .flatMap(value ->
                                refused(ReasonCode.LABEL_INVALID, subnet.network(), name.label(), value).stream()))
                .findFirst();
    }

    private static boolean usable(String text, int limit) {
        return text.length() <= limit && USABLE.matcher(text).matches();
    }

    private static Optional<Reason> refused(ReasonCode code, Object... arguments) {
        return Optional.of(Reason.of(code, arguments));
    }
}
