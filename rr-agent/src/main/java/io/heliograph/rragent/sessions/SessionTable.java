package io.heliograph.rragent.sessions;

import io.heliograph.birdcontrol.reply.ChannelDetails;
import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.fleet.IpAddress;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.BfdState;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.PeerKind;
import io.heliograph.fleet.event.PlannedSession;
import io.heliograph.fleet.event.ReportVersion;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Compares what BIRD lists with what the running configuration sets up, and says what changed.
///
/// - The configuration decides which sessions there are; BIRD, how they are.
/// - The first look of an agent tells each session's health and no transition: what came before, it did not see.
///   What the agent before it told last is handed in by [#recall]; a difference to the first look is a transition.
/// - A session that BIRD does not list is left as it was for [#ABSENT_GRACE], while a new configuration may be on
///   trial; then somebody configured BIRD by hand.
/// - Used by one thread.
public final class SessionTable {
    /// Longer than an apply is on trial.
    public static final Duration ABSENT_GRACE = Duration.ofSeconds(10);

    /// A session up in two looks whose state began between them was down in between. BIRD computes the time anew
    /// in each listing, so that it wavers with the clock.
    private static final Duration SINCE_WAVERS = Duration.ofSeconds(1);

    private final Duration refresh;
    private final ZoneId birdZone;
    private final SessionReports reports;
    private final Map<ProtocolName, SeenSession> seen = new TreeMap<>();
    private final Map<ProtocolName, Instant> absentSince = new HashMap<>();
    private final Strangers strangers = new Strangers();
    private FilteredRoutes filtered = FilteredRoutes.NONE;
    private Map<IpAddress, BfdState> bfd = Map.of();
    private Instant lastLook = Instant.EPOCH;

    /// @param refresh a session is told again after this time although nothing changed
    /// @param birdZone the zone of the times that BIRD shows
    /// @param versions the version of each record
    public SessionTable(ReflectorId reflector, Duration refresh, ZoneId birdZone, Supplier<ReportVersion> versions) {
        this.refresh = refresh;
        this.birdZone = birdZone;
        this.reports = new SessionReports(reflector, refresh, versions);
    }

    /// The sessions whose details are worth asking for, the longest neglected first: `show protocols all` of many
    /// stops BIRD, so only what changed or is due.
    public List<ProtocolName> wanting(NodeConfig running, List<ProtocolRow> rows, int most, Instant now) {
        var byName = byName(rows);
        var wanted = new ArrayList<ProtocolName>();
        var due = new ArrayList<SeenSession>();
        for (var planned : running.sessions()) {
            var row = byName.get(planned.protocol().value());
            var before = seen.get(planned.protocol());
            if (row == null) {
                continue;
            }
            if (before == null || before.countsDue() || row.isEstablished() != isUp(before)) {
                wanted.add(planned.protocol());
            } else if (!now.isBefore(before.publishedAt().plus(refresh))) {
                due.add(before);
            }
        }
        due.sort(Comparator.comparing(SeenSession::publishedAt));
        due.forEach(session -> wanted.add(session.planned().protocol()));
        return List.copyOf(wanted.subList(0, Math.min(most, wanted.size())));
    }

    private static boolean isUp(SeenSession session) {
        return session.sight().state() == SessionState.UP;
    }

    /// The routes of these sessions changed: count them at the next look. What came in over them goes out over the
    /// few sessions that are not to hosts, and those are counted as well.
    public void recount(Set<ProtocolName> sessions) {
        if (!sessions.isEmpty()) {
            seen.replaceAll((name, session) ->
                    sessions.contains(name) || session.planned().kind() != PeerKind.HOST
                            ? session.withCountsDue()
                            : session);
        }
    }

    /// What BIRD refuses now; gives whether that is something else than before. It is told with the next look.
    public boolean filtered(FilteredRoutes now) {
        var changed = filtered.differences(now);
        filtered = now;
        recount(changed);
        return !changed.isEmpty();
    }

    /// What BFD says of the neighbours now. It is told with the next look.
    public void bfd(Map<IpAddress, BfdState> now) {
        bfd = Map.copyOf(now);
    }

    /// A line of BIRD's log; only of strangers at the door does it tell alone.
    public void heard(String line, Instant now) {
        Strangers.in(line).ifPresent(address -> strangers.knocked(address, now));
    }

    /// A look at BIRD: every row of `show protocols`, and the details of those that were asked for.
    public SessionChanges observe(
            NodeConfig running, List<ProtocolRow> rows, Map<ProtocolName, ProtocolDetails> details, Instant now) {
        reports.runs(running.revision());
        var byName = byName(rows);
        for (var planned : running.sessions()) {
            var name = planned.protocol();
            var before = Optional.ofNullable(seen.get(name)).map(SeenSession::sight);
            var row = byName.get(name.value());
            if (row == null) {
                absent(planned, now).ifPresent(sight -> look(planned, sight, Optional.empty(), now));
                continue;
            }
            absentSince.remove(name);
            var sight = Sight.of(planned.peer(), row, before, birdZone);
            if (before.isPresent() && flapped(before.get(), sight)) {
                var lost = Reason.of(ReasonCode.SESSION_LOST, planned.peer(), "it returned before the next look");
                look(planned, Sight.downSince(lost, sight.since()), Optional.empty(), now);
            }
            look(planned, sight, Optional.ofNullable(details.get(name)), now);
        }
        lastLook = now;
        strangers.look(running, reports, refresh, now);
        return finish(running, now);
    }

    /// BIRD does not answer: nothing of any session is known but that this reflector cannot be relied on.
    public SessionChanges lost(NodeConfig running, Reason why, Instant now) {
        reports.runs(running.revision());
        for (var planned : running.sessions()) {
            look(planned, Sight.blind(why), Optional.empty(), now);
        }
        return finish(running, now);
    }

    /// What the agent told before its last start, as the bus kept it. Sessions that are no longer configured end;
    /// one that differs from the first look made a transition while nobody looked.
    public SessionChanges recall(Collection<SessionHealth> told, Instant now) {
        for (var health : told) {
            if (health.lifecycle() == Lifecycle.REMOVED) {
                continue;
            }
            var session = seen.get(health.session());
            if (session == null) {
                reports.forgotten(health, now);
            } else if (health.state() != session.first().state()) {
                reports.missed(health, session);
            }
        }
        return reports.take();
    }

    /// Empty while a new configuration may be on trial.
    private Optional<Sight> absent(PlannedSession planned, Instant now) {
        var since = absentSince.computeIfAbsent(planned.protocol(), _ -> now);
        return now.isBefore(since.plus(ABSENT_GRACE))
                ? Optional.empty()
                : Optional.of(Sight.blind(Reason.of(ReasonCode.CONFIG_DRIFT, reports.reflector(), since)));
    }

    private boolean flapped(Sight before, Sight sight) {
        return before.state() == SessionState.UP
                && sight.state() == SessionState.UP
                && before.since().isPresent()
                && sight.since().isPresent()
                && sight.since().get().isAfter(before.since().get().plus(SINCE_WAVERS))
                && sight.since().get().isAfter(lastLook.minus(SINCE_WAVERS));
    }

    private void look(PlannedSession planned, Sight sight, Optional<ProtocolDetails> details, Instant now) {
        var before = Optional.ofNullable(seen.get(planned.protocol()));
        boolean changed = before.isEmpty() || before.get().sight().state() != sight.state();
        var counts = counts(sight, details, before);
        var after = new SeenSession(
                planned,
                sight,
                counts,
                sight.state() == SessionState.UP
                        ? filtered.reason(planned.protocol(), planned.peer())
                        : Optional.empty(),
                before.map(SeenSession::first).orElse(sight),
                before.map(SeenSession::firstAt).orElse(now),
                changed ? beginning(sight, now) : before.orElseThrow().changedAt(),
                countsDue(sight, details, before, changed),
                before.map(SeenSession::publishedAt).orElse(Instant.EPOCH),
                flaps(before, sight, now),
                Optional.ofNullable(bfd.get(planned.neighbor())));
        if (before.isPresent() && changed) {
            reports.transition(before.get(), after, now);
        }
        if (before.isEmpty() || !before.get().looksLike(after) || isDue(after, details.isPresent(), now)) {
            after = reports.health(after, now);
        }
        seen.put(planned.protocol(), after);
    }

    private static Instant beginning(Sight sight, Instant now) {
        return sight.since().filter(since -> !since.isAfter(now)).orElse(now);
    }

    private static Flaps flaps(Optional<SeenSession> before, Sight sight, Instant now) {
        var flaps = before.map(SeenSession::flaps).orElse(Flaps.NONE);
        boolean lost = before.map(SessionTable::isUp).orElse(false) && sight.state() != SessionState.UP;
        return lost ? flaps.lost(now) : flaps;
    }

    private static RouteCounts counts(Sight sight, Optional<ProtocolDetails> details, Optional<SeenSession> before) {
        if (sight.state() != SessionState.UP) {
            return RouteCounts.NONE;
        }
        return details.map(SessionTable::sum)
                .or(() -> before.map(SeenSession::counts))
                .orElse(RouteCounts.NONE);
    }

    private static RouteCounts sum(ProtocolDetails details) {
        return details.channels().stream()
                .map(ChannelDetails::routes)
                .reduce(
                        RouteCounts.NONE,
                        (a, b) -> new RouteCounts(
                                a.imported() + b.imported(),
                                a.filtered() + b.filtered(),
                                a.exported() + b.exported(),
                                a.preferred() + b.preferred()));
    }

    /// The first counts of a new session come with its first routes, a moment later: they are read once more.
    private static boolean countsDue(
            Sight sight, Optional<ProtocolDetails> details, Optional<SeenSession> before, boolean changed) {
        if (sight.state() != SessionState.UP) {
            return false;
        }
        return changed
                || (details.isEmpty() && before.map(SeenSession::countsDue).orElse(true));
    }

    /// A refresh waits for the counts, but not for ever: details are asked for a bounded number at a time.
    private boolean isDue(SeenSession session, boolean counted, Instant now) {
        var patience = counted ? refresh : refresh.multipliedBy(2);
        return !now.isBefore(session.publishedAt().plus(patience));
    }

    private SessionChanges finish(NodeConfig running, Instant now) {
        var planned = new HashSet<ProtocolName>();
        running.sessions().forEach(session -> planned.add(session.protocol()));
        absentSince.keySet().retainAll(planned);
        for (var session : List.copyOf(seen.values())) {
            if (!planned.contains(session.planned().protocol())) {
                reports.removed(session, now);
                seen.remove(session.planned().protocol());
            }
        }
        return reports.take();
    }

    private static Map<String, ProtocolRow> byName(List<ProtocolRow> rows) {
        var byName = new HashMap<String, ProtocolRow>();
        rows.forEach(row -> byName.put(row.name(), row));
        return byName;
    }

    /// How many sessions are in each state.
    public Map<SessionState, Integer> tally() {
        var tally = new EnumMap<SessionState, Integer>(SessionState.class);
        seen.values().forEach(session -> tally.merge(session.sight().state(), 1, Integer::sum));
        return tally;
    }
}
