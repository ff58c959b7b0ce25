package io.heliograph.inventory.query;

import io.heliograph.fleet.Fleet;
import io.heliograph.fleet.HostId;
import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.Prefix;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.Lifecycle;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionState;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.inventory.admission.SeenSessions;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The folds of the topics that others write: sessions, routes, configurations, results. Used by one thread.
public final class FleetViews {
    private final TreeMap<String, SessionHealth> sessions = new TreeMap<>();
    private final TreeMap<Prefix, Map<String, RouteHealth>> routes = new TreeMap<>();
    private final Map<NodeId, ApplyResult> applies = new HashMap<>();
    private final Map<NodeId, RenderedConfig> configs = new HashMap<>();
    private final Map<NodeId, Rollout> rollouts = new HashMap<>();
    private final Map<NodeId, Release> releases = new HashMap<>();
    private final Map<ReflectorId, ReflectorReport> reflectorReports = new HashMap<>();
    private final Silence silence = new Silence();
    private final Map<String, Instant> sessionsHeardAt = new HashMap<>();
    private final Map<String, Instant> sessionsNotUpSince = new HashMap<>();
    private final SeenSessions seenSessions = new SeenSessions(
            Collections.unmodifiableMap(sessions),
            Collections.unmodifiableMap(sessionsHeardAt),
            Collections.unmodifiableMap(sessionsNotUpSince));

    public void apply(SessionHealth health) {
        if (health.lifecycle() == Lifecycle.REMOVED) {
            forgetSession(health.key());
        } else {
            sessions.put(health.key(), health);
        }
    }

    /// Somebody spoke.
    ///
    /// @param at when, by the broker's clock or our own
    public void said(Object event, Instant at) {
        silence.heard(event, at);
    }

    /// Time has passed; gives whether somebody fell silent by it, or is silent no more.
    public boolean pass(Instant now) {
        return silence.pass(now);
    }

    /// A reflector has just told of a session.
    public void heard(SessionHealth health, Instant now) {
        if (health.lifecycle() == Lifecycle.ACTIVE) {
            sessionsHeardAt.put(health.key(), now);
            if (health.state() == SessionState.UP) {
                sessionsNotUpSince.remove(health.key());
            } else {
                sessionsNotUpSince.putIfAbsent(health.key(), now);
            }
        }
    }

    private void forgetSession(String key) {
        sessions.remove(key);
        sessionsHeardAt.remove(key);
        sessionsNotUpSince.remove(key);
    }

    /// A view of the sessions that changes with them.
    public SeenSessions seenSessions() {
        return seenSessions;
    }

    /// Whoever speaks last of a prefix on one reflector is right. The maps are never changed once they are in a
    /// snapshot.
    public void apply(RouteHealth health) {
        var reporters = new TreeMap<>(routes.getOrDefault(health.prefix(), Map.of()));
        if (health.lifecycle() == Lifecycle.REMOVED) {
            reporters.remove(health.reporter());
        } else {
            reporters.put(health.reporter(), health);
        }
        if (reporters.isEmpty()) {
            routes.remove(health.prefix());
        } else {
            routes.put(health.prefix(), reporters);
        }
    }

    /// What each reporter says of a prefix.
    public Map<String, RouteHealth> route(Prefix prefix) {
        return routes.getOrDefault(prefix, Map.of());
    }

    /// Every prefix that somebody speaks of.
    public Set<Prefix> prefixes() {
        return Set.copyOf(routes.keySet());
    }

    public void apply(ApplyResult result) {
        applies.put(result.node(), result);
    }

    /// An older report than the one held is dropped: a record may be repeated or late.
    public void apply(ReflectorReport report) {
        reflectorReports.merge(
                report.reflector(), report, (held, told) -> held.version().isAfter(told.version()) ? held : told);
    }

    public void apply(Rollout rollout) {
        rollouts.put(rollout.node(), rollout);
    }

    public void apply(Release release) {
        releases.put(release.node(), release);
    }

    /// What was last told of a node's rollout, by the renderer or by the node's own agent.
    public Optional<Rollout> rollout(NodeId node) {
        return Optional.ofNullable(allRollouts().get(node));
    }

    /// The renderer's brake comes first: what it holds no agent has seen.
    private Map<NodeId, Rollout> allRollouts() {
        var all = new HashMap<>(rollouts);
        applies.forEach((node, result) -> RolloutQueries.byAgent(result, Optional.ofNullable(configs.get(node)))
                .ifPresent(held ->
                        all.merge(node, held, (told, own) -> told.state() == Rollout.State.CLEAR ? own : told)));
        return all;
    }

    /// Takes a configuration, all but its text.
    ///
    /// @param at when the record was written
    public void apply(NodeConfig config, Instant at) {
        var before = Optional.ofNullable(configs.get(config.node()));
        if (!RenderedConfig.isOutdated(config, before)) {
            configs.put(config.node(), RenderedConfig.of(config, at, before));
        }
    }

    /// A tombstone: after the audit window nobody needs to know of the key any more.
    public void forget(Topic topic, String key) {
        switch (topic) {
            case SESSIONS -> forgetSession(key);
            case APPLIES -> applies.keySet().removeIf(node -> node.toString().equals(key));
            case CONFIGS -> configs.keySet().removeIf(node -> node.toString().equals(key));
            case ROUTES -> {
                routes.replaceAll((prefix, reporters) -> {
                    var kept = new TreeMap<>(reporters);
                    kept.keySet().removeIf(reporter -> (prefix + "@" + reporter).equals(key));
                    return kept;
                });
                routes.values().removeIf(Map::isEmpty);
            }
            case ROLLOUTS -> rollouts.keySet().removeIf(node -> node.toString().equals(key));
            case RELEASES -> releases.keySet().removeIf(node -> node.toString().equals(key));
            case REFLECTOR_REPORTS ->
                reflectorReports
                        .keySet()
                        .removeIf(reflector -> reflector.value().equals(key));
            case HOST_REPORTS, FLEET, SESSION_TRANSITIONS, DEAD_LETTER -> {}
        }
    }

    /// All that is known now. What is in the snapshot does not change when this does.
    public FleetSnapshot snapshot(Fleet fleet, Map<HostId, HostReport> reports, List<Reason> drift, Instant now) {
        return new FleetSnapshot(
                new TreeMap<>(fleet.clusters()),
                new TreeMap<>(fleet.reflectors()),
                new TreeMap<>(fleet.hosts()),
                reports,
                new TreeMap<>(sessions),
                new TreeMap<>(routes),
                Map.copyOf(applies),
                Map.copyOf(configs),
                Map.copyOf(allRollouts()),
                Map.copyOf(releases),
                Map.copyOf(reflectorReports),
                List.copyOf(drift),
                silence.nodes(),
                silence.isTotal(),
                now);
    }
}
