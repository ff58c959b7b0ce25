package io.heliograph.fleet.declaration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.heliograph.fleet.Asn;
import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.ClusterEntry.LengthBounds;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.ReflectorOptions;
import io.heliograph.fleet.event.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fleet as a person wants it. What is not named here is left alone: an omission never removes anything.
public record FleetDeclaration(
        @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable List<ClusterDeclaration> clusters,
        @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable List<ReflectorDeclaration> reflectors,
        @JsonSetter(nulls = Nulls.AS_EMPTY) @Nullable List<HostDeclaration> hosts) {

    public FleetDeclaration {
        clusters = clusters == null ? List.of() : List.copyOf(clusters);
        reflectors = reflectors == null ? List.of() : List.copyOf(reflectors);
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }

    /// What is declared of clusters; empty where the declaration is silent.
    @Override
    public List<ClusterDeclaration> clusters() {
        return requireNonNull(clusters);
    }

    /// What is declared of reflectors; empty where the declaration is silent.
    @Override
    public List<ReflectorDeclaration> reflectors() {
        return requireNonNull(reflectors);
    }

    /// What is declared of hosts; empty where the declaration is silent.
    @Override
    public List<HostDeclaration> hosts() {
        return requireNonNull(hosts);
    }

    /// A cluster; everything but name, AS and aggregates has a default.
    public record ClusterDeclaration(
            @JsonProperty(required = true) ClusterId cluster,
            @JsonProperty(required = true) Asn asn,
            @JsonProperty(required = true) List<Prefix> aggregates,
            Optional<LengthBounds> subnetLength,
            Optional<Set<SpecialRange>> allowSpecialRanges,
            Optional<JoinPolicy> join,
            Optional<Integer> subnetsPerHost,
            Optional<BgpOptions> bgp,
            Optional<List<Upstream>> upstreams,
            Optional<Integer> poolLength,
            Optional<Membership> membership,
            Optional<LengthBounds> ipv4SubnetLength) {
        /// A /64 is what SLAAC and Docker expect; /48 is the largest block one host should ever hold.
        public static final LengthBounds SUBNET_LENGTH = new LengthBounds(48, 64);

        public static final int SUBNETS_PER_HOST = 256;

        /// With the default membership, and no pools for its hosts.
        public ClusterDeclaration(
                ClusterId cluster,
                Asn asn,
                List<Prefix> aggregates,
                Optional<LengthBounds> subnetLength,
                Optional<Set<SpecialRange>> allowSpecialRanges,
                Optional<JoinPolicy> join,
                Optional<Integer> subnetsPerHost,
                Optional<BgpOptions> bgp,
                Optional<List<Upstream>> upstreams) {
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
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// A reflector.
    public record ReflectorDeclaration(
            @JsonProperty(required = true) ReflectorId reflector,
            @JsonProperty(required = true) ClusterId cluster,
            @JsonProperty(required = true) IpAddress address,
            Optional<RouterId> routerId,
            Optional<ReflectorOptions> bgp) {
        /// With the options of its cluster.
        public ReflectorDeclaration(
                ReflectorId reflector, ClusterId cluster, IpAddress address, Optional<RouterId> routerId) {
            this(reflector, cluster, address, routerId, Optional.empty());
        }
    }

    /// A host that may join a cluster whose policy is `DECLARED`, whose address is fixed beforehand, or that owns
    /// pools.
    ///
    /// @param pools empty: those that it has stay; a list without any takes them away
    public record HostDeclaration(
            @JsonProperty(required = true) HostId host,
            @JsonProperty(required = true) ClusterId cluster,
            Optional<IpAddress> address,
            Optional<RouterId> routerId,
            Optional<List<Prefix>> pools) {
        /// A host without pools.
        public HostDeclaration(
                HostId host, ClusterId cluster, Optional<IpAddress> address, Optional<RouterId> routerId) {
            this(host, cluster, address, routerId, Optional.empty());
        }
    }
}
