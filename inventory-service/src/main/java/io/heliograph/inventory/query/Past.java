package io.heliograph.inventory.query;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.answer.Explanation;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteCounts;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;
import io.heliograph.fleet.event.Stage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the bus still tells of one moment. Of each key the last record until then counts: compaction never takes the
/// newest of what it has seen, so one that is still there was the newest. Where none is, a later record may prove how
/// it was; else it is not known, and nothing is made of that.
public final class Past {
    private final Instant at;
    private final Fleet fleet = new Fleet();
    private final FleetViews views = new FleetViews();
    private final Map<HostId, HostReport> reports = new HashMap<>();
    private final Map<String, SessionHealth> sessions = new HashMap<>();

    /// @param entries the last of each key of the fleet's topic until then
    public Past(Instant at, Collection<? extends FleetEntry> entries) {
        this.at = at;
        entries.forEach(fleet::apply);
    }

    /// Which records beside the fleet's own the story of a subject is made of.
    public PastScope scope(String subject) {
        return PastScope.of(fleet, subject);
    }

    /// Takes the last record of a key until the moment.
    ///
    /// @param writtenAt by the broker's clock
    public void take(Object event, Instant writtenAt) {
        switch (event) {
            case HostReport report ->
                reports.merge(
                        report.host(), report, (held, told) -> held.version().isAfter(told.version()) ? held : told);
            case ApplyResult result -> views.apply(result);
            case NodeConfig config -> views.apply(config, writtenAt);
            case Rollout rollout -> views.apply(rollout);
            case ReflectorReport report -> views.apply(report);
            case RouteHealth health -> views.apply(health);
            case SessionHealth health -> newest(health);
            case SessionTransition transition -> newest(afterwards(transition));
            default -> {}
        }
    }

    /// Takes the first record of a key that came after the moment, where none before it is left. What had begun by
    /// then and still stood at the time of that record stood in between.
    public void takeLater(Object event) {
        switch (event) {
            case SessionHealth health -> {
                if (health.lifecycle() == Lifecycle.ACTIVE && !health.eventAt().isAfter(at)) {
                    newest(asOf(health));
                }
            }
            case RouteHealth health -> {
                var reached = reachedUntil(health);
                if (health.lifecycle() == Lifecycle.ACTIVE && reached.containsKey(Stage.VERIFIED)) {
                    views.apply(verified(health, reached));
                }
            }
            default -> {}
        }
    }

    public Optional<Explanation> explain(String subject) {
        sessions.values().forEach(views::apply);
        return Explain.past(views.snapshot(fleet, reports, List.of(), at), subject);
    }

    private void newest(SessionHealth told) {
        sessions.merge(told.key(), told, (held, other) -> other.observedAt().isAfter(held.observedAt()) ? other : held);
    }

    private static SessionHealth afterwards(SessionTransition transition) {
        return new SessionHealth(
                transition.reflector(),
                transition.session(),
                transition.kind(),
                transition.peer(),
                transition.neighbor(),
                transition.to(),
                "",
                "",
                transition.reason(),
                transition.lastError(),
                RouteCounts.NONE,
                Lifecycle.ACTIVE,
                transition.revision(),
                transition.reporter(),
                transition.eventAt(),
                transition.observedAt(),
                transition.error(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The state alone: what was counted since is of another time.
    private SessionHealth asOf(SessionHealth health) {
        return new SessionHealth(
                health.reflector(),
                health.session(),
                health.kind(),
                health.peer(),
                health.neighbor(),
                health.state(),
                "",
                "",
                health.reason(),
                health.lastError(),
                RouteCounts.NONE,
                Lifecycle.ACTIVE,
                Optional.empty(),
                health.reporter(),
                health.eventAt(),
                health.eventAt(),
                health.error(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Map<Stage, Instant> reachedUntil(RouteHealth health) {
        return health.reachedAt().entrySet().stream()
                .filter(reached -> !reached.getValue().isAfter(at))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static RouteHealth verified(RouteHealth health, Map<Stage, Instant> reached) {
        return new RouteHealth(
                health.prefix(),
                health.reporter(),
                health.cluster(),
                health.host(),
                health.network(),
                Stage.VERIFIED,
                reached,
                Optional.empty(),
                Optional.empty(),
                Lifecycle.ACTIVE,
                reached.getOrDefault(Stage.VERIFIED, health.observedAt()),
                Optional.empty());
    }
}
