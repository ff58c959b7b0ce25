package io.heliograph.inventory.admission;

import io.heliograph.fleet.ClusterId;
import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.declaration.FleetChange;
import io.heliograph.fleet.declaration.FleetChange.Action;
import io.heliograph.fleet.declaration.FleetDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ClusterDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.HostDeclaration;
import io.heliograph.fleet.declaration.FleetDeclaration.ReflectorDeclaration;
import io.heliograph.fleet.event.BgpOptions;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.ClusterEntry.JoinPolicy;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns what a person declares into entries and says what that changes. Applying the same declaration twice
/// changes nothing the second time; all of it is applied, or nothing.
public final class Declarations {
    private static final Set<Standing> DECLARED = Set.of(Standing.EXPECTED, Standing.ADMITTED);

    private final Fleet fleet;
    private final Change because;
    private final List<FleetEntry> entries = new ArrayList<>();
    private final List<FleetChange> changes = new ArrayList<>();

    private Declarations(Fleet fleet, Change because) {
        this.fleet = fleet;
        this.because = because;
    }

    /// What a declaration comes to in this fleet. Nothing is changed here.
    public static CommandOutcome declare(FleetDeclaration declaration, Fleet fleet, Change because) {
        var refusals = DeclarationRules.refusals(declaration, fleet);
        if (!refusals.isEmpty()) {
            return new CommandOutcome.Refused(refusals);
        }
        var plan = new Declarations(fleet, because);
        declaration.clusters().forEach(cluster -> plan.plan(plan.entry(cluster)));
        declaration.reflectors().forEach(reflector -> plan.plan(plan.entry(reflector)));
        declaration.hosts().forEach(host -> plan.plan(plan.entry(host)));
        return new CommandOutcome.Accepted(plan.entries, plan.changes);
    }

    /// What the removal of a part of the fleet comes to. Nothing is changed here.
    /// Why a command with a condition is not obeyed: its part of the fleet is another by now, or is not there.
    public static Optional<Reason> changedMeanwhile(FleetCommand.IfMatch only, Fleet fleet) {
        var found = find(only.kind(), only.id(), fleet).filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE);
        boolean matches = found.isPresent()
                && (only.tag().equals(FleetCommand.IfMatch.ANY)
                        || EntryTag.of(found.get()).value().equals(only.tag()));
        return matches
                ? Optional.empty()
                : Optional.of(
                        Reason.of(ReasonCode.CHANGED_MEANWHILE, only.kind().word(), only.id()));
    }

    public static CommandOutcome remove(FleetCommand.Kind kind, String id, Fleet fleet, Change because) {
        var found = find(kind, id, fleet);
        if (found.isEmpty()) {
            return new CommandOutcome.Missing(Reason.of(ReasonCode.NOT_FOUND, kind.word(), id));
        }
        var plan = new Declarations(fleet, because);
        var entry = found.get();
        if (entry.lifecycle() == Lifecycle.REMOVED) {
            plan.changes.add(new FleetChange(kind.word(), id, Action.UNCHANGED, List.of()));
            return new CommandOutcome.Accepted(List.of(), plan.changes);
        }
        if (entry instanceof ClusterEntry cluster) {
            long members = members(cluster.cluster(), fleet);
            if (members > 0) {
                return new CommandOutcome.Refused(List.of(Reason.of(ReasonCode.CLUSTER_IN_USE, id, members)));
            }
            var children = HierarchyRules.children(cluster.cluster(), fleet);
            if (!children.isEmpty()) {
                return new CommandOutcome.Refused(List.of(Reason.of(ReasonCode.CLUSTER_HAS_CHILDREN, id, children)));
            }
        }
        plan.entries.add(
                switch (entry) {
                    case ClusterEntry cluster -> cluster.with(Lifecycle.REMOVED, because);
                    case ReflectorEntry reflector -> reflector.with(Lifecycle.REMOVED, because);
                    case HostEntry host -> Admission.removed(host, because);
                });
        plan.changes.add(new FleetChange(kind.word(), id, Action.REMOVE, List.of()));
        return new CommandOutcome.Accepted(plan.entries, plan.changes);
    }

    private static Optional<FleetEntry> find(FleetCommand.Kind kind, String id, Fleet fleet) {
        return switch (kind) {
            case CLUSTER -> Optional.ofNullable(fleet.clusters().get(new ClusterId(id)));
            case REFLECTOR -> Optional.ofNullable(fleet.reflectors().get(new ReflectorId(id)));
            case HOST -> fleet.host(new HostId(id)).map(FleetEntry.class::cast);
        };
    }

    private static long members(ClusterId cluster, Fleet fleet) {
        return fleet.entries().stream()
                .filter(entry -> !(entry instanceof ClusterEntry))
                .filter(entry -> entry.cluster().equals(cluster) && entry.lifecycle() == Lifecycle.ACTIVE)
                .count();
    }

    private void plan(FleetEntry entry) {
        var before = fleet.entry(entry.key()).filter(held -> held.lifecycle() == Lifecycle.ACTIVE);
        var fields = EntryFields.differences(before, entry);
        Action action;
        if (before.isEmpty()) {
            action = Action.CREATE;
        } else if (before.get().sameStateAs(entry)) {
            action = Action.UNCHANGED;
        } else {
            action = Action.UPDATE;
        }
        changes.add(new FleetChange(EntryFields.kind(entry), EntryFields.id(entry), action, fields));
        if (action != Action.UNCHANGED) {
            entries.add(entry);
        }
    }

    private ClusterEntry entry(ClusterDeclaration declared) {
        return new ClusterEntry(
                declared.cluster(),
                declared.asn(),
                declared.aggregates(),
                declared.subnetLength().orElse(ClusterDeclaration.SUBNET_LENGTH),
                declared.allowSpecialRanges().orElse(Set.of()),
                declared.join().orElse(JoinPolicy.DECLARED),
                declared.subnetsPerHost().orElse(ClusterDeclaration.SUBNETS_PER_HOST),
                declared.bgp().orElse(BgpOptions.DEFAULT),
                declared.upstreams().orElse(List.of()),
                declared.poolLength(),
                Lifecycle.ACTIVE,
                because,
                declared.membership(),
                declared.ipv4SubnetLength(),
                fleet.cluster(declared.cluster()).flatMap(ClusterEntry::hierarchy));
    }

    private ReflectorEntry entry(ReflectorDeclaration declared) {
        return new ReflectorEntry(
                declared.reflector(),
                declared.cluster(),
                declared.address(),
                declared.routerId(),
                declared.bgp(),
                Lifecycle.ACTIVE,
                because);
    }

    /// A host that has reported keeps what it reported: its address is its own word, and admission judges it.
    private HostEntry entry(HostDeclaration declared) {
        var held = fleet.host(declared.host())
                .filter(entry -> entry.lifecycle() == Lifecycle.ACTIVE)
                .filter(entry -> entry.cluster().equals(declared.cluster()));
        var routerId = declared.routerId().or(() -> held.flatMap(HostEntry::routerId));
        var known = held.filter(entry -> DECLARED.contains(entry.standing()) || !Admission.isStranger(entry));
        if (known.isEmpty()) {
            return expected(declared, routerId);
        }
        var entry = known.get();
        return new HostEntry(
                        entry.host(),
                        entry.cluster(),
                        entry.standing() == Standing.EXPECTED ? declared.address() : entry.address(),
                        routerId,
                        entry.standing(),
                        entry.admitted(),
                        entry.quarantined(),
                        entry.reason(),
                        entry.notAnnounced(),
                        entry.preflight(),
                        entry.report(),
                        entry.lifecycle(),
                        because)
                .attached(entry.attachment())
                .owning(declared.pools().or(entry::pools))
                .with(entry.drain(), because);
    }

    private HostEntry expected(HostDeclaration declared, Optional<io.heliograph.fleet.RouterId> routerId) {
        return new HostEntry(
                        declared.host(),
                        declared.cluster(),
                        declared.address(),
                        routerId,
                        Standing.EXPECTED,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Lifecycle.ACTIVE,
                        because)
                .owning(declared.pools());
    }
}
