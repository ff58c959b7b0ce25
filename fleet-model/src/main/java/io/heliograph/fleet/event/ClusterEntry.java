package io.heliograph.fleet.event;

import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.IpAddress.Family;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.reason.InvalidValue;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A cluster and its policy: who may join, what its hosts may announce, and to whom reflectors pass it on.
///
/// @param asn the AS of hosts and reflectors (iBGP)
/// @param aggregates every admitted prefix lies in one of them
/// @param allowSpecialRanges ranges that admission would refuse otherwise
/// @param subnetsPerHost at most so many admitted subnets a host
/// @param poolLength each host that joins is given a block of this length out of an aggregate; empty: none
/// @param upstreams routers outside the fleet, peers of every reflector of the cluster
/// @param membership how hosts join and leave; absent: the default of everything
/// @param ipv4SubnetLength as `subnetLength`, for IPv4 beside IPv6; absent: [#IPV4_SUBNET_LENGTH]
/// @param hierarchy the clusters above and below, as the inventory works them out; absent: none
public record ClusterEntry(
        ClusterId cluster,
        Asn asn,
        List<Prefix> aggregates,
        LengthBounds subnetLength,
        Set<SpecialRange> allowSpecialRanges,
        JoinPolicy join,
        int subnetsPerHost,
        BgpOptions bgp,
        List<Upstream> upstreams,
        Optional<Integer> poolLength,
        Lifecycle lifecycle,
        Change change,
        Optional<Membership> membership,
        Optional<LengthBounds> ipv4SubnetLength,
        Optional<Hierarchy> hierarchy)
        implements FleetEntry {
    /// The shortest and the longest prefix that is admitted, in bits, both included.
    public record LengthBounds(int shortest, int longest) {
        private static final int BITS = 128;

        public LengthBounds {
            if (shortest < 1 || longest < shortest || longest > BITS) {
                throw new InvalidValue(ReasonCode.FIELD_INVALID, "subnetLength", shortest + " to " + longest);
            }
        }

        public boolean contains(int length) {
            return shortest <= length && length <= longest;
        }
    }

    /// Whether a host that nobody declared is admitted when it reports.
    public enum JoinPolicy {
        OPEN,
        DECLARED
    }

    /// From what Docker's own address pools give a network to the smallest with room for two containers.
    public static final LengthBounds IPV4_SUBNET_LENGTH = new LengthBounds(16, 29);

    public ClusterEntry {
        if (subnetsPerHost < 0) {
            throw new InvalidValue(ReasonCode.FIELD_INVALID, "subnetsPerHost", subnetsPerHost);
        }
        aggregates = aggregates.stream().sorted().distinct().toList();
        allowSpecialRanges = java.util.Collections.unmodifiableSet(new TreeSet<>(allowSpecialRanges));
        upstreams = upstreams.stream()
                .sorted(java.util.Comparator.comparing(Upstream::upstream))
                .toList();
        membership = membership.filter(options -> !options.equals(Membership.DEFAULT));
        ipv4SubnetLength = ipv4SubnetLength.filter(bounds -> !bounds.equals(IPV4_SUBNET_LENGTH));
        hierarchy = hierarchy.filter(around -> !around.equals(Hierarchy.NONE));
    }

    /// With the default membership, and no pools for its hosts.
    public ClusterEntry(
            ClusterId cluster,
            Asn asn,
            List<Prefix> aggregates,
            LengthBounds subnetLength,
            Set<SpecialRange> allowSpecialRanges,
            JoinPolicy join,
            int subnetsPerHost,
            BgpOptions bgp,
            List<Upstream> upstreams,
            Lifecycle lifecycle,
            Change change) {
        this(
                cluster,
                asn,
                aggregates,
                subnetLength,
                allowSpecialRanges,
                join,
                subnetsPerHost,
                bgp,
                upstreams,
                Optional.empty(),
                lifecycle,
                change,
                Optional.empty());
    }

    /// A cluster whose hosts are given no pools.
    public ClusterEntry(
            ClusterId cluster,
            Asn asn,
            List<Prefix> aggregates,
            LengthBounds subnetLength,
            Set<SpecialRange> allowSpecialRanges,
            JoinPolicy join,
            int subnetsPerHost,
            BgpOptions bgp,
            List<Upstream> upstreams,
            Lifecycle lifecycle,
            Change change,
            Optional<Membership> membership) {
        this(
                cluster,
                asn,
                aggregates,
                subnetLength,
                allowSpecialRanges,
                join,
                subnetsPerHost,
                bgp,
                upstreams,
                Optional.empty(),
                lifecycle,
                change,
                membership);
    }

    /// A cluster that is by itself.
    public ClusterEntry(
            ClusterId cluster,
            Asn asn,
            List<Prefix> aggregates,
            LengthBounds subnetLength,
            Set<SpecialRange> allowSpecialRanges,
            JoinPolicy join,
            int subnetsPerHost,
            BgpOptions bgp,
            List<Upstream> upstreams,
            Optional<Integer> poolLength,
            Lifecycle lifecycle,
            Change change,
            Optional<Membership> membership) {
        this(
                cluster,
                asn,
                aggregates,
                subnetLength,
                allowSpecialRanges,
                join,
                subnetsPerHost,
                bgp,
                upstreams,
                poolLength,
                lifecycle,
                change,
                membership,
                Optional.empty(),
                Optional.empty());
    }

    /// Whether nodes with IPv6 addresses carry IPv4 subnets, too.
    public boolean carriesIpv4() {
        return bgp.ipv4().isPresent();
    }

    /// The lengths that are admitted in a family. Where IPv4 stands beside IPv6 it has bounds of its own: /48 to /64
    /// would let no IPv4 subnet in.
    public LengthBounds bounds(Family family) {
        return switch (family) {
            case IPV4 -> carriesIpv4() ? ipv4SubnetLength.orElse(IPV4_SUBNET_LENGTH) : subnetLength;
            case IPV6 -> subnetLength;
        };
    }

    @Override
    public String key() {
        return cluster + "/cluster/" + cluster;
    }

    @Override
    public boolean sameStateAs(FleetEntry other) {
        return other instanceof ClusterEntry entry && withChange(entry.change).equals(entry);
    }

    @Override
    public ClusterEntry withChange(Change because) {
        return with(lifecycle, because);
    }

    public ClusterEntry with(Lifecycle state, Change because) {
        return copy(state, because, hierarchy);
    }

    /// With other clusters above and below.
    public ClusterEntry among(Optional<Hierarchy> others, Change because) {
        return copy(lifecycle, because, others);
    }

    private ClusterEntry copy(Lifecycle state, Change because, Optional<Hierarchy> others) {
        return new ClusterEntry(
                cluster,
                asn,
                aggregates,
                subnetLength,
                allowSpecialRanges,
                join,
                subnetsPerHost,
                bgp,
                upstreams,
                poolLength,
                state,
                because,
                membership,
                ipv4SubnetLength,
                others);
    }

    /// The cluster above, where its reflectors are known.
    @com.fasterxml.jackson.annotation.JsonIgnore
    public Optional<AdjacentCluster> above() {
        return hierarchy.flatMap(Hierarchy::parent);
    }

    /// The clusters below, by name.
    @com.fasterxml.jackson.annotation.JsonIgnore
    public List<AdjacentCluster> below() {
        return hierarchy.map(Hierarchy::children).orElse(List.of());
    }
}
