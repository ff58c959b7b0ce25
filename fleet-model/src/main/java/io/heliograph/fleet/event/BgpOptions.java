package io.heliograph.fleet.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heliograph.fleet.Asn;
import io.heliograph.fleet.Community;
import io.heliograph.fleet.SecretFile;
import io.heliograph.fleet.SecretName;
import io.heliograph.fleet.reason.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the sessions of a cluster are set up. What is absent has its default, and a default that is written out is
/// kept as absent, so that it changes nothing. What a change costs stands in `docs/guide/bgp-options.md`.
///
/// @param reach whether peers share a link
/// @param holdTime RFC 4271, 4.2: silence for so long ends a session; 3 s to 65,535 s
/// @param ttlSecurity RFC 5082: packets that came further than `reach` allows are dropped
/// @param bfd RFC 5880: a peer that is gone is noticed in under a second
/// @param importLimitAction what a reflector does with a host that sends twice what it may; absent: `BLOCK`
/// @param receiveLimit how many routes a reflector takes in from one host at all, before any filter
/// @param gracefulRestartTime RFC 4724: peers keep a reflector's routes so long while it restarts; 1 s to 4,095 s
/// @param longLivedStaleTime RFC 9494: and so long when it does not come back; 1 s to 16,777,215 s
/// @param addPaths RFC 7911: several paths for one prefix between reflectors and hosts
/// @param hostAsn the AS of the hosts where it is not the reflectors'
/// @param meshed whether the reflectors of the cluster are peers of each other
/// @param password RFC 2385: the name of the secret that signs the segments of the sessions between hosts and
///     reflectors, and among reflectors (TCP-MD5)
/// @param communities RFC 1997, RFC 8092: every subnet carries them from its host on; 16 at most
/// @param networkCommunities those that a network may ask for by the label `heliograph.communities`; absent: none
/// @param defaultRoute whether hosts get the default route that reflectors have from an upstream
/// @param ipv4 RFC 8950: whether sessions between nodes with IPv6 addresses carry IPv4 subnets, too; absent: `OFF`
/// @param parent the cluster above this one, whose reflectors have this one's for clients
/// @param aoKey RFC 5925: the segments are signed by TCP-AO in place of TCP-MD5, with `password` as the key of this id
public record BgpOptions(
        Reach reach,
        Duration holdTime,
        Optional<Boolean> ttlSecurity,
        Optional<Boolean> bfd,
        Optional<LimitAction> importLimitAction,
        Optional<RouteLimit> receiveLimit,
        Optional<Duration> gracefulRestartTime,
        Optional<Duration> longLivedStaleTime,
        Optional<AddPaths> addPaths,
        Optional<Asn> hostAsn,
        Optional<Boolean> meshed,
        Optional<SecretName> password,
        Optional<List<Community>> communities,
        Optional<List<Community>> networkCommunities,
        Optional<Boolean> defaultRoute,
        Optional<Ipv4> ipv4,
        Optional<ParentLink> parent,
        Optional<Integer> aoKey) {
    /// `DIRECT`: peers share a link and next hops need no lookup. `MULTIHOP`: they do not, and next hops are
    /// resolved by the routes that BIRD learns from its kernel.
    public enum Reach {
        DIRECT,
        MULTIHOP
    }

    /// What a reflector does when a limit is reached: log it, take no more routes, restart the session, end it.
    public enum LimitAction {
        WARN,
        BLOCK,
        RESTART,
        DISABLE
    }

    /// Several paths for one prefix, as the reflectors see it: received from hosts or sent to them.
    public enum AddPaths {
        OFF,
        RX,
        TX
    }

    /// How IPv4 subnets are carried by sessions between IPv6 addresses. `EXTENDED_NEXT_HOP`: beside the IPv6 ones, with
    /// the host's IPv6 address as their next hop, so that no node needs an IPv4 address.
    public enum Ipv4 {
        OFF,
        EXTENDED_NEXT_HOP
    }

    /// So many routes on one session, and what happens with the next.
    ///
    /// @param routes 1 to 1,000,000
    public record RouteLimit(int routes, LimitAction action) {
        private static final int MAX_ROUTES = 1_000_000;

        public RouteLimit {
            if (routes < 1 || routes > MAX_ROUTES) {
                throw InvalidValue.field("routes", routes, "a whole number from 1 to " + MAX_ROUTES);
            }
        }
    }

    /// Ours; BIRD's 240 s leave a dead host routed for four minutes.
    public static final BgpOptions DEFAULT = new BgpOptions(Reach.MULTIHOP, Duration.ofSeconds(9));

    public static final LimitAction IMPORT_LIMIT_ACTION = LimitAction.BLOCK;
    public static final Duration GRACEFUL_RESTART_TIME = Duration.ofMinutes(2);
    public static final Duration LONG_LIVED_STALE_TIME = Duration.ofDays(1);

    private static final long MIN_HOLD_SECONDS = 3;
    private static final long MAX_HOLD_SECONDS = 65_535;
    /// Twelve bits (RFC 4724, 3).
    private static final long MAX_RESTART_SECONDS = 4_095;
    /// Twenty-four bits (RFC 9494, 3).
    private static final long MAX_STALE_SECONDS = 16_777_215;

    public BgpOptions {
        SecretFile.requireKey(aoKey);
        requireHoldTime(holdTime);
        gracefulRestartTime.ifPresent(time -> requireWhole("gracefulRestartTime", time, MAX_RESTART_SECONDS));
        longLivedStaleTime.ifPresent(time -> requireWhole("longLivedStaleTime", time, MAX_STALE_SECONDS));
        ttlSecurity = ttlSecurity.filter(on -> on);
        bfd = bfd.filter(on -> on);
        importLimitAction = importLimitAction.filter(action -> action != IMPORT_LIMIT_ACTION);
        gracefulRestartTime = gracefulRestartTime.filter(time -> !time.equals(GRACEFUL_RESTART_TIME));
        longLivedStaleTime = longLivedStaleTime.filter(time -> !time.equals(LONG_LIVED_STALE_TIME));
        addPaths = addPaths.filter(paths -> paths != AddPaths.OFF);
        meshed = meshed.filter(on -> on);
        communities = Community.tidy("communities", communities);
        networkCommunities = Community.tidy("networkCommunities", networkCommunities);
        defaultRoute = defaultRoute.filter(on -> on);
        ipv4 = ipv4.filter(way -> way != Ipv4.OFF);
    }

    /// With the default of everything else.
    public BgpOptions(Reach reach, Duration holdTime) {
        this(
                reach,
                holdTime,
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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The secret that signs the segments of these sessions, as they take it in.
    @JsonIgnore
    public Optional<SecretFile> secret() {
        return password.map(name -> new SecretFile(name, aoKey));
    }

    static void requireHoldTime(Duration time) {
        requireSeconds("holdTime", time, MIN_HOLD_SECONDS, MAX_HOLD_SECONDS);
    }

    private static void requireWhole(String name, Duration time, long longest) {
        requireSeconds(name, time, 1, longest);
        if (!time.equals(Duration.ofSeconds(time.toSeconds()))) {
            throw InvalidValue.field(name, time, "whole seconds");
        }
    }

    private static void requireSeconds(String name, Duration time, long shortest, long longest) {
        if (time.toSeconds() < shortest || time.toSeconds() > longest) {
            throw InvalidValue.field(name, time, "PT" + shortest + "S to PT" + longest + "S");
        }
    }
}
