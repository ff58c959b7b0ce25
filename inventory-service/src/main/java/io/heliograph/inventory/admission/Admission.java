package io.heliograph.inventory.admission;

import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.RouterId;
import io.heliograph.fleet.SpecialRange;
import io.heliograph.fleet.event.AdmittedSubnet;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.Drain;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.QuarantinedSubnet;
import io.heliograph.fleet.event.ReportedSubnet;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides what a host may announce, from its last report and the fleet as it is.
///
/// The order of the checks: the cluster exists; the host is known or may join; its address and name are its own;
/// then each subnet by itself ([SubnetPolicy], [SubnetVerdicts]). A host that is admitted is never put into
/// quarantine by a report: it keeps what it had, and the entry says what is wrong.
public final class Admission {
    /// The writer of entries that follow from a report.
    public static final String BY = "admission";

    private static final Set<SpecialRange> NO_NEXT_HOP = EnumSet.of(
            SpecialRange.LINK_LOCAL,
            SpecialRange.MULTICAST,
            SpecialRange.LOOPBACK,
            SpecialRange.V4_LINK_LOCAL,
            SpecialRange.V4_MULTICAST,
            SpecialRange.V4_LOOPBACK);

    private final HostReport report;
    private final Optional<Reason> doubt;
    private final Registry registry;
    private final Change because;

    private Admission(HostReport report, Optional<Reason> doubt, Registry registry, Change because) {
        this.report = report;
        this.doubt = doubt;
        this.registry = registry;
        this.because = because;
    }

    /// The entries that follow from a report; the former state of the host is what the registry holds.
    ///
    /// @param doubt what is wrong with the host's identity, if anything; the report is obeyed all the same
    /// @param because when and why the report is judged: it may be judged again when the fleet changes
    public static List<HostEntry> admit(HostReport report, Optional<Reason> doubt, Registry registry, Change because) {
        return new Admission(report, doubt, registry, because).decide();
    }

    private List<HostEntry> decide() {
        var held = registry.fleet().host(report.host());
        if (held.isEmpty()) {
            return List.of(newcomer());
        }
        var entry = held.get();
        if (entry.lifecycle() == Lifecycle.REMOVED) {
            return List.of(told(entry, Reason.of(ReasonCode.HOST_REMOVED, report.host())));
        }
        if (entry.cluster().equals(report.cluster())) {
            return List.of(member(entry));
        }
        if (isStranger(entry)) {
            return List.of(left(entry), newcomer());
        }
        return List.of(
                told(entry, Reason.of(ReasonCode.CLUSTER_CHANGED, report.host(), entry.cluster(), report.cluster())));
    }

    static boolean isStranger(HostEntry entry) {
        return entry.standing() == Standing.QUARANTINED
                && entry.reason()
                        .map(reason -> Joining.STRANGER.contains(reason.code()))
                        .orElse(false);
    }

    private HostEntry newcomer() {
        return registry.fleet()
                .cluster(report.cluster())
                .map(cluster -> Joining.refusal(report, cluster)
                        .map(this::quarantined)
                        .orElseGet(() -> judged(Optional.empty(), cluster)))
                .orElseGet(() -> quarantined(Reason.of(ReasonCode.CLUSTER_UNKNOWN, report.host(), report.cluster())));
    }

    private HostEntry member(HostEntry held) {
        if (isStranger(held)) {
            return newcomer();
        }
        return registry.fleet()
                .cluster(report.cluster())
                .map(cluster -> judged(Optional.of(held), cluster))
                .orElseGet(() -> told(held, Reason.of(ReasonCode.CLUSTER_UNKNOWN, report.host(), report.cluster())));
    }

    private HostEntry judged(Optional<HostEntry> held, ClusterEntry cluster) {
        var refusal = addressRefusal().or(this::nameRefusal);
        if (refusal.isPresent()) {
            return held.filter(entry -> entry.standing() == Standing.ADMITTED)
                    .map(entry -> told(entry, refusal.get()))
                    .orElseGet(() -> quarantined(refusal.get()));
        }
        var holdings = held.stream()
                .flatMap(entry -> entry.admitted().stream())
                .collect(Collectors.toMap(AdmittedSubnet::prefix, Function.identity()));
        var verdicts = SubnetVerdicts.of(
                report.host(), report.facts().address(), subnets(held), cluster, registry, holdings, because.at());
        var refused = new ArrayList<>(verdicts.quarantined());
        if (engineIsAway()) {
            held.ifPresent(entry -> entry.quarantined().stream()
                    .filter(subnet -> refused.stream().noneMatch(other -> sameSubnet(subnet, other)))
                    .forEach(refused::add));
        }
        return new HostEntry(
                        report.host(),
                        report.cluster(),
                        Optional.of(report.facts().address()),
                        routerId(held),
                        Standing.ADMITTED,
                        verdicts.admitted(),
                        refused,
                        doubt,
                        report.notAnnounced(),
                        report.preflight(),
                        Optional.of(report.version()),
                        Lifecycle.ACTIVE,
                        because)
                .attached(report.facts().attachment())
                .owning(pools(held, cluster))
                .with(drain(held, Optional.of(cluster)), because);
    }

    /// Its own, or where the cluster gives blocks and it has none, one of these. Once given, a block stays.
    private Optional<List<Prefix>> pools(Optional<HostEntry> held, ClusterEntry cluster) {
        return held.flatMap(HostEntry::pools)
                .or(() -> PoolAllocation.free(
                                report.host(), report.facts().address().family(), cluster, registry)
                        .map(List::of));
    }

    private Optional<Drain> drain(Optional<HostEntry> held, Optional<ClusterEntry> cluster) {
        return Drains.heard(held.flatMap(HostEntry::drain), report, cluster, because.at());
    }

    private static boolean sameSubnet(QuarantinedSubnet one, QuarantinedSubnet other) {
        return one.prefix().equals(other.prefix()) && one.network().equals(other.network());
    }

    private Optional<Reason> addressRefusal() {
        var address = report.facts().address();
        var host = new Prefix(address, address.family().bits());
        if (SpecialRange.of(host).map(NO_NEXT_HOP::contains).orElse(false)) {
            return Optional.of(Reason.of(ReasonCode.FIELD_INVALID, "facts.address", address));
        }
        return user(address).map(user -> Reason.of(ReasonCode.ADDRESS_TAKEN, report.host(), address, user));
    }

    private Optional<String> user(IpAddress address) {
        return registry.userOf(address, Registry.user(report.host()));
    }

    private Optional<Reason> nameRefusal() {
        return registry.userOf(ProtocolName.of(report.host()), Registry.user(report.host()))
                .map(user -> Reason.of(ReasonCode.PROTOCOL_NAME_TAKEN, report.host(), user));
    }

    /// The recorded router id, if any; else the derived one, recorded only when it had to give way: of 10,000 hosts
    /// two share the 32 bits of the hash once in a hundred fleets.
    private Optional<RouterId> routerId(Optional<HostEntry> held) {
        var recorded = held.flatMap(HostEntry::routerId);
        if (recorded.isPresent()) {
            return recorded;
        }
        var derived = RouterId.derivedFrom(NodeId.of(report.host()));
        var candidate = derived;
        while (registry.userOf(candidate, Registry.user(report.host())).isPresent()) {
            int next = candidate.bits() + 1;
            candidate = new RouterId(next == 0 ? 1 : next);
        }
        return candidate.equals(derived) ? Optional.empty() : Optional.of(candidate);
    }

    /// An engine that does not answer says nothing about its networks: what was known of them stands.
    private List<ReportedSubnet> subnets(Optional<HostEntry> held) {
        if (!engineIsAway()) {
            return report.subnets();
        }
        var known = held.stream()
                .flatMap(entry -> entry.admitted().stream())
                .map(subnet ->
                        new ReportedSubnet(subnet.prefix(), subnet.network(), "", "", Map.of(), subnet.observedAt()))
                .toList();
        var all = new ArrayList<>(known);
        report.subnets().stream()
                .filter(subnet ->
                        known.stream().noneMatch(other -> other.prefix().equals(subnet.prefix())))
                .forEach(all::add);
        return all;
    }

    private boolean engineIsAway() {
        return report.preflight().stream().anyMatch(reason -> reason.code() == ReasonCode.ENGINE_UNREACHABLE);
    }

    private HostEntry quarantined(Reason reason) {
        return new HostEntry(
                        report.host(),
                        report.cluster(),
                        Optional.of(report.facts().address()),
                        Optional.empty(),
                        Standing.QUARANTINED,
                        List.of(),
                        report.subnets().stream()
                                .sorted(Comparator.comparing(ReportedSubnet::prefix))
                                .map(subnet -> new QuarantinedSubnet(subnet.prefix(), subnet.network(), reason))
                                .toList(),
                        Optional.of(reason),
                        report.notAnnounced(),
                        report.preflight(),
                        Optional.of(report.version()),
                        Lifecycle.ACTIVE,
                        because)
                .attached(report.facts().attachment());
    }

    /// The entry as it was, with what is wrong now.
    private HostEntry told(HostEntry held, Reason reason) {
        return new HostEntry(
                        held.host(),
                        held.cluster(),
                        held.address(),
                        held.routerId(),
                        held.standing(),
                        held.admitted(),
                        held.quarantined(),
                        Optional.of(reason),
                        held.notAnnounced(),
                        held.preflight(),
                        Optional.of(report.version()),
                        held.lifecycle(),
                        because)
                .attached(held.attachment())
                .owning(held.pools())
                .with(
                        held.lifecycle() == Lifecycle.ACTIVE
                                ? drain(Optional.of(held), registry.fleet().cluster(held.cluster()))
                                : held.drain(),
                        because);
    }

    private HostEntry left(HostEntry held) {
        return removed(
                held, new Change(because.at(), because.by(), "the host reports for cluster " + report.cluster()));
    }

    /// A host that announces nothing any more; the record stays.
    static HostEntry removed(HostEntry held, Change because) {
        return new HostEntry(
                        held.host(),
                        held.cluster(),
                        held.address(),
                        held.routerId(),
                        held.standing(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        held.report(),
                        Lifecycle.REMOVED,
                        because)
                .attached(held.attachment())
                .owning(held.pools());
    }
}
