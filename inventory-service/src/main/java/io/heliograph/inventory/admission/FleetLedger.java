package io.heliograph.inventory.admission;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.Hierarchies;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.event.Change;
import io.heliograph.fleet.event.ClusterEntry;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostEntry;
import io.heliograph.fleet.event.HostEntry.Standing;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.ReflectorEntry;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The inventory's whole state and every way in which it changes: what was recorded is recalled, then reports and
/// declarations lead to decisions, which say what to write. Called by one thread.
public final class FleetLedger {
    /// One change can free a prefix whose new holder frees another. A chain longer than this waits for the next
    /// report.
    static final int MAX_ROUNDS = 8;

    private static final int MAX_CAUSE = 200;

    private final Registry registry = new Registry();
    private final Reporters reporters = new Reporters();
    private final Journeys journeys = new Journeys(registry, reporters);
    private final SortedSet<HostId> waiting = new TreeSet<>();
    private final SortedSet<HostId> draining = new TreeSet<>();
    private final Leases leases = new Leases();

    public Fleet fleet() {
        return registry.fleet();
    }

    /// The newest report of each host.
    public Map<HostId, HostReport> reports() {
        return reporters.lastReports();
    }

    /// Takes a recorded entry, while the topics are read to their ends.
    public void recall(FleetEntry entry) {
        apply(entry);
    }

    /// Takes an entry that another process wrote while this one decides. Entries have one writer; this keeps two that
    /// overlap for a moment, as in an upgrade, from working against each other. Tells whether it was news.
    public boolean takeForeign(FleetEntry entry) {
        var held = fleet().entry(entry.key());
        if (held.isPresent() && !entry.change().isAfter(held.get().change())) {
            return false;
        }
        apply(entry);
        return true;
    }

    /// Takes a report of the past, while the topics are read to their ends.
    public void recall(HostReport report, Instant at) {
        reporters.hear(report, at);
    }

    /// Takes what was told of a route, while the topics are read to their ends.
    public void recall(RouteHealth health) {
        journeys.recall(health);
    }

    /// Begins to decide: every host's last report is judged against the recorded fleet, by host name.
    public Decision begin(Instant now) {
        fleet().hosts()
                .forEach((host, entry) -> entry.report().ifPresent(version -> {
                    reporters.resume(host, version);
                    // Who comes after an agent that was asked to stop is no clone, whatever its epoch.
                    if (entry.drain().filter(Drains::isByAgent).isEmpty()) {
                        reporters.await(host, version);
                    }
                }));
        fleet().hosts().forEach((host, entry) -> {
            leases.heard(host, now);
            if (Leases.isGone(entry)) {
                reporters.forgive(host);
            }
        });
        var draft = new Draft(now);
        draft.join();
        draft.judgeAgain(reporters.heard(), "inventory start");
        draft.settle();
        draft.routes.addAll(journeys.tellAll(now));
        return draft.decision();
    }

    /// Judges a report.
    public Decision report(HostReport report, Instant now) {
        return switch (reporters.hear(report, now)) {
            case Hearing.Stale(Reason reason) -> Decision.dropped(reason);
            case Hearing.Duplicate(Reason reason) -> {
                leases.heard(report.host(), now);
                var draft = new Draft(now);
                draft.judgeAgain(List.of(report.host()), reason.code().title());
                draft.settle();
                var decision = draft.decision();
                yield new Decision(decision.entries(), decision.routes(), Optional.of(reason));
            }
            case Hearing.Newest(HostReport newest) -> {
                leases.heard(report.host(), now);
                var draft = new Draft(now);
                draft.judge(newest, plain(newest.cause()));
                draft.settle();
                yield draft.decision();
            }
        };
    }

    /// Takes entries that a person declared or removed; they were checked by [Declarations].
    public Decision declare(Collection<? extends FleetEntry> entries, Instant now) {
        var draft = new Draft(now);
        for (var entry : entries) {
            if (entry instanceof HostEntry host && host.standing() == Standing.EXPECTED && isRemoved(host.host())) {
                reporters.forgive(host.host());
            }
            draft.commit(entry);
        }
        draft.join();
        draft.settle();
        return draft.decision();
    }

    /// What becomes due by the passing of time alone.
    ///
    /// @param sessions what reflectors say of them now
    public Decision pass(SeenSessions sessions, Instant now) {
        var draft = new Draft(now);
        for (var host : List.copyOf(draining)) {
            fleet().host(host).flatMap(entry -> Drains.overdue(entry, now)).ifPresent(draft::commit);
        }
        for (var host : leases.expired(fleet(), sessions, now)) {
            var last = reporters.last(host.host()).map(HostReport::version);
            draft.commit(Leases.gone(host, last, fleet().cluster(host.cluster()), now));
            // Whoever comes under that name next, from a fresh disk perhaps, is not a second agent.
            reporters.forgive(host.host());
        }
        draft.settle();
        return draft.decision();
    }

    /// A host that is gone is brought back by a report that came after it went, and by no other.
    private boolean isNews(HostReport report) {
        return fleet().host(report.host())
                .filter(Leases::isGone)
                .flatMap(HostEntry::report)
                .map(before -> !before.equals(report.version()))
                .orElse(true);
    }

    private boolean isRemoved(HostId host) {
        return fleet().host(host)
                .map(entry -> entry.lifecycle() == Lifecycle.REMOVED)
                .orElse(false);
    }

    private static String plain(String cause) {
        var shown = cause.length() > MAX_CAUSE ? cause.substring(0, MAX_CAUSE) : cause;
        return shown.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private Optional<HostEntry> apply(FleetEntry entry) {
        if (!(entry instanceof HostEntry host)) {
            registry.apply(entry);
            return Optional.empty();
        }
        var before = fleet().host(host.host());
        registry.apply(entry);
        fleet().host(host.host()).ifPresent(after -> {
            journeys.index(before, after);
            note(waiting, after.host(), isWaiting(after));
            note(draining, after.host(), after.lifecycle() == Lifecycle.ACTIVE && Drains.isWaiting(after));
        });
        return before;
    }

    private static void note(SortedSet<HostId> hosts, HostId host, boolean member) {
        if (member) {
            hosts.add(host);
        } else {
            hosts.remove(host);
        }
    }

    private static boolean isWaiting(HostEntry entry) {
        return entry.lifecycle() == Lifecycle.ACTIVE
                && (entry.standing() != Standing.ADMITTED
                        || entry.reason().isPresent()
                        || !entry.quarantined().isEmpty());
    }

    /// A decision while it is made.
    private final class Draft {
        private final Instant now;
        private final List<FleetEntry> entries = new ArrayList<>();
        private final List<RouteHealth> routes = new ArrayList<>();
        private final SortedSet<HostId> again = new TreeSet<>();

        Draft(Instant now) {
            this.now = now;
        }

        Decision decision() {
            return new Decision(entries, routes, Optional.empty());
        }

        void judge(HostReport report, String why) {
            var doubt = reporters.doubt(report.host(), now);
            Admission.admit(report, doubt, registry, new Change(now, Admission.BY, why))
                    .forEach(this::commit);
        }

        /// Judges the last report of each again. A removed host's last report came before its removal, perhaps: only
        /// a new one tells that its agent still runs.
        void judgeAgain(Collection<HostId> hosts, String why) {
            for (var host : List.copyOf(hosts)) {
                if (!isRemoved(host)) {
                    reporters.last(host).filter(FleetLedger.this::isNews).ifPresent(report -> judge(report, why));
                }
            }
        }

        /// Takes an entry, unless it is so already, and counts it.
        void commit(FleetEntry wanted) {
            var held = fleet().entry(wanted.key());
            if (held.filter(wanted::sameStateAs).isPresent()) {
                return;
            }
            var entry = wanted.withChange(wanted.change().following(held.map(FleetEntry::change)));
            var before = apply(entry);
            entries.add(entry);
            switch (entry) {
                case ClusterEntry cluster -> {
                    reports().forEach((host, report) -> {
                        if (report.cluster().equals(cluster.cluster())) {
                            again.add(host);
                        }
                    });
                    again.addAll(waiting);
                }
                case ReflectorEntry _ -> again.addAll(waiting);
                case HostEntry host -> {
                    fleet().host(host.host()).ifPresent(after -> routes.addAll(journeys.follow(before, after, now)));
                    if (releases(before, host)) {
                        again.addAll(waiting);
                    }
                    if (host.standing() == Standing.EXPECTED) {
                        again.add(host.host());
                    }
                }
            }
        }

        /// Tells each cluster which are above and below it now.
        void join() {
            Hierarchies.changed(fleet(), new Change(now, Admission.BY, "clusters above or below"))
                    .forEach(this::commit);
        }

        /// Judges those again whom a change may have helped, until nothing changes any more.
        void settle() {
            for (int round = 0; round < MAX_ROUNDS && !again.isEmpty(); round++) {
                var hosts = List.copyOf(again);
                again.clear();
                judgeAgain(hosts, "the fleet changed");
            }
        }
    }

    private static boolean releases(Optional<HostEntry> before, HostEntry after) {
        if (before.isEmpty() || before.get().standing() == Standing.QUARANTINED) {
            return false;
        }
        var held = before.get();
        var kept = new HashSet<Object>();
        after.admitted().forEach(subnet -> kept.add(subnet.prefix()));
        return after.lifecycle() == Lifecycle.REMOVED
                || !held.address().equals(after.address())
                || held.admitted().stream().anyMatch(subnet -> !kept.contains(subnet.prefix()));
    }
}
