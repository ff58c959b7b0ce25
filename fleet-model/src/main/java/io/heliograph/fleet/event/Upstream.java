package io.heliograph.fleet.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heliograph.fleet.Asn;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.SecretFile;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.UpstreamId;
import io.heliograph.fleet.event.BgpOptions.Reach;
import io.heliograph.fleet.reason.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A router outside the fleet that learns the container subnets by eBGP, or by iBGP where the AS is the cluster's.
/// What is absent has its default, and a default that is written out is kept as absent.
///
/// @param reach whether it shares a link with the reflectors; absent: as the cluster's hosts
/// @param holdTime RFC 4271, 4.2; absent: the cluster's
/// @param password RFC 2385: the name of the secret that signs the session's segments (TCP-MD5)
/// @param ttlSecurity RFC 5082: packets that came further than `reach` allows are dropped
/// @param bfd RFC 5880: a router that is gone is noticed in under a second
/// @param prepend the cluster's AS is prepended so often more than BGP does itself; 0 to 10
/// @param communities RFC 1997, RFC 8092: added to every route; 16 at most
/// @param defaultRoute whether the default route is taken from it, and still nothing else
/// @param nextHop what it is told as the next hop of a subnet; absent: `KEEP`
/// @param ipv4 RFC 8950: whether its session carries IPv4 subnets, too; absent: `OFF`, whatever its cluster has
/// @param aoKey RFC 5925: the segments are signed by TCP-AO in place of TCP-MD5, with `password` as the key of this id
public record Upstream(
        UpstreamId upstream,
        IpAddress address,
        Asn asn,
        Optional<Reach> reach,
        Optional<Duration> holdTime,
        Optional<SecretName> password,
        Optional<Boolean> ttlSecurity,
        Optional<Boolean> bfd,
        Optional<Integer> prepend,
        Optional<List<Community>> communities,
        Optional<Boolean> defaultRoute,
        Optional<NextHop> nextHop,
        Optional<BgpOptions.Ipv4> ipv4,
        Optional<Integer> aoKey) {
    /// `KEEP`: the subnet's host; reflectors stay out of the data path. `SELF`: the reflector, which then forwards.
    public enum NextHop {
        KEEP,
        SELF
    }

    private static final int MAX_PREPEND = 10;

    public Upstream {
        if (prepend.isPresent() && (prepend.get() < 0 || prepend.get() > MAX_PREPEND)) {
            throw InvalidValue.field("prepend", prepend.get(), "a whole number from 0 to " + MAX_PREPEND);
        }
        holdTime.ifPresent(BgpOptions::requireHoldTime);
        SecretFile.requireKey(aoKey);
        communities = Community.tidy("communities", communities);
        ttlSecurity = ttlSecurity.filter(on -> on);
        bfd = bfd.filter(on -> on);
        prepend = prepend.filter(times -> times > 0);
        defaultRoute = defaultRoute.filter(on -> on);
        nextHop = nextHop.filter(hop -> hop != NextHop.KEEP);
        ipv4 = ipv4.filter(way -> way != BgpOptions.Ipv4.OFF);
    }

    /// Whether it shares a link with the reflectors of a cluster.
    public Reach reachIn(ClusterEntry cluster) {
        return reach.orElse(cluster.bgp().reach());
    }

    /// With the default of everything else.
    public Upstream(UpstreamId upstream, IpAddress address, Asn asn) {
        this(
                upstream,
                address,
                asn,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The secret that signs the session's segments, as it takes it in.
    @JsonIgnore
    public Optional<SecretFile> secret() {
        return password.map(name -> new SecretFile(name, aoKey));
    }
}
