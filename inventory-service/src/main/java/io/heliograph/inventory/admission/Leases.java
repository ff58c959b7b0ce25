package io.heliograph.inventory.admission;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.Membership;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which hosts are gone although nobody said so.
///
/// Silence is not death: a host is gone when it has been silent for its cluster's lease *and* every reflector says,
/// just now, that its session is down and has been for [#SETTLED]. Somebody else must have been heard meanwhile, or it
/// is the bus that is silent;
/// and no more go at once than [#SHARE] of a cluster in a [#WINDOW], whatever the evidence. Not safe for more than one
/// thread; state changes in [#heard] and [#expired].
final class Leases {
    /// Agents speak each 30 s: what was said within three times that is so now.
    static final Duration FRESH = Duration.ofSeconds(90);

    static final Duration WINDOW = Duration.ofMinutes(1);

    /// A reflector's BIRD that has just started has none of its sessions yet: hosts' timers are spread over 20 s.
    static final Duration SETTLED = Duration.ofSeconds(30);

    /// In parts of a hundred, and one host at least.
    static final int SHARE = 10;

    /// How often it is looked.
    static final Duration EACH = Duration.ofSeconds(1);

    private static final int HUNDRED = 100;

    /// A session that an operator shut, or of which BIRD says nothing, is no evidence.
    private static final Set<SessionState> GONE = EnumSet.of(SessionState.DOWN, SessionState.CONNECTING);

    private final Map<HostId, Instant> heardAt = new HashMap<>();
    private final Map<ClusterId, Deque<Instant>> recent = new HashMap<>();
    private Instant lastLook = Instant.MIN;

    /// A host spoke, or began to be listened to: who has listened for less than a lease cannot know of silence.
    void heard(HostId host, Instant now) {
        heardAt.put(host, now);
    }

    /// The hosts whose lease is over, by name; each has its part in the share from now on.
    List<HostEntry> expired(Fleet fleet, SeenSessions sessions, Instant now) {
        if (lastLook.isAfter(now.minus(EACH))) {
            return List.of();
        }
        lastLook = now;
        var limits = limits(fleet);
        if (limits.isEmpty()) {
            return List.of();
        }
        var gone = new ArrayList<HostEntry>();
        limits.forEach((cluster, lease) -> fleet.hosts().values().stream()
                .filter(host -> host.cluster().equals(cluster))
                .filter(host -> isSilent(host, lease, now) && isCutOff(host, fleet, sessions, now))
                .limit(room(cluster, fleet, now))
                .forEach(gone::add));
        gone.forEach(host ->
                recent.computeIfAbsent(host.cluster(), _ -> new ArrayDeque<>()).addLast(now));
        return gone;
    }

    private static SortedMap<ClusterId, Duration> limits(Fleet fleet) {
        var limits = new TreeMap<ClusterId, Duration>();
        fleet.clusters().values().stream()
                .filter(cluster -> cluster.lifecycle() == Lifecycle.ACTIVE)
                .forEach(cluster -> lease(cluster).ifPresent(lease -> limits.put(cluster.cluster(), lease)));
        return limits;
    }

    private static Optional<Duration> lease(ClusterEntry cluster) {
        return cluster.membership().flatMap(Membership::lease);
    }

    private boolean isSilent(HostEntry host, Duration lease, Instant now) {
        var at = heardAt.get(host.host());
        return host.isServed()
                && at != null
                && at.plus(lease).isBefore(now)
                && heardAt.entrySet().stream()
                        .anyMatch(other -> !other.getKey().equals(host.host())
                                && other.getValue().isAfter(now.minus(FRESH)));
    }

    private static boolean isCutOff(HostEntry host, Fleet fleet, SeenSessions sessions, Instant now) {
        var family = host.address().orElseThrow().family();
        var session = ProtocolName.of(host.host());
        var reflectors = fleet.reflectors().values().stream()
                .filter(reflector -> reflector.lifecycle() == Lifecycle.ACTIVE)
                .filter(reflector -> reflector.cluster().equals(host.cluster()))
                .filter(reflector -> reflector.address().family() == family)
                .map(ReflectorEntry::reflector)
                .toList();
        return !reflectors.isEmpty()
                && reflectors.stream()
                        .allMatch(reflector -> sessions.isNotUpSince(reflector, session, now.minus(SETTLED))
                                && sessions.told(reflector, session, now.minus(FRESH))
                                        .filter(health -> GONE.contains(health.state()))
                                        .isPresent());
    }

    /// How many hosts of a cluster may go now.
    private long room(ClusterId cluster, Fleet fleet, Instant now) {
        var before = recent.getOrDefault(cluster, new ArrayDeque<>());
        before.removeIf(at -> !at.plus(WINDOW).isAfter(now));
        long served = fleet.hosts().values().stream()
                .filter(host -> host.isServed() && host.cluster().equals(cluster))
                .count();
        return Math.max(0, Math.max(1, served * SHARE / HUNDRED) - before.size());
    }

    /// The entry of a host that is gone: it holds nothing any more, and its next report brings it back.
    ///
    /// @param last the version of its last report: the one that does not bring it back
    static HostEntry gone(HostEntry host, Optional<ReportVersion> last, Optional<ClusterEntry> cluster, Instant now) {
        var lease = cluster.flatMap(Leases::lease).orElse(Duration.ZERO);
        var reason = Reason.of(ReasonCode.HOST_LEASE_EXPIRED, host.host(), lease);
        var without = new ArrayList<>(host.quarantined());
        for (AdmittedSubnet subnet : host.admitted()) {
            without.add(new QuarantinedSubnet(subnet.prefix(), subnet.network(), reason));
        }
        return new HostEntry(
                host.host(),
                host.cluster(),
                host.address(),
                host.routerId(),
                host.attachment(),
                host.pools(),
                Standing.QUARANTINED,
                List.of(),
                without,
                Optional.of(reason),
                host.notAnnounced(),
                host.preflight(),
                last.or(host::report),
                host.lifecycle(),
                new Change(now, Admission.BY, "lease expired"),
                host.drain());
    }

    static boolean isGone(HostEntry host) {
        return host.lifecycle() == Lifecycle.ACTIVE
                && host.standing() == Standing.QUARANTINED
                && host.reason()
                        .filter(reason -> reason.code() == ReasonCode.HOST_LEASE_EXPIRED)
                        .isPresent();
    }
}
