package io.heliograph.inventory.query;

import io.heliograph.fleet.NodeId;
import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.SessionHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whose agent has been silent for three of its heartbeats: of what it told last nothing is known any more, neither
/// that it is so nor that it is not. Used by one thread.
public final class Silence {
    /// What agents do that do not say how often they speak.
    private static final Duration USUAL = Duration.ofSeconds(30);

    /// Who was not asked for so long has listened to nobody meanwhile, and hears what was missed first.
    private static final Duration ABSENCE = Duration.ofSeconds(2);

    private static final Duration LISTENS = Duration.ofSeconds(10);

    private record Voice(Instant at, Duration heartbeat) {
        boolean isSilent(Instant now) {
            return !now.isBefore(at.plus(heartbeat.multipliedBy(SessionHealth.HEARTBEATS)));
        }
    }

    private final Map<NodeId, Voice> voices = new HashMap<>();
    private SortedMap<NodeId, Instant> silent = new TreeMap<>();
    private Instant asked = Instant.MAX;
    private Instant judgesFrom = Instant.MIN;

    /// Something came off the bus.
    ///
    /// @param at when it was said, by the broker's clock or our own
    public void heard(Object event, Instant at) {
        switch (event) {
            case HostReport report ->
                heard(NodeId.of(report.host()), report.heartbeatSeconds().map(Duration::ofSeconds), at);
            case SessionHealth health ->
                heard(NodeId.of(health.reflector()), health.heartbeatSeconds().map(Duration::ofSeconds), at);
            case ReflectorReport report ->
                heard(NodeId.of(report.reflector()), Optional.of(report.facts().heartbeat()), at);
            case ApplyResult result -> heard(result.node(), Optional.empty(), at);
            default -> {}
        }
    }

    private void heard(NodeId node, Optional<Duration> told, Instant at) {
        voices.compute(node, (_, before) -> {
            var heartbeat = told.or(() -> Optional.ofNullable(before).map(Voice::heartbeat))
                    .orElse(USUAL);
            return new Voice(before != null && before.at.isAfter(at) ? before.at : at, heartbeat);
        });
    }

    /// Time has passed; gives whether somebody fell silent, or spoke again.
    public boolean pass(Instant now) {
        if (asked.isBefore(now.minus(ABSENCE))) {
            judgesFrom = now.plus(LISTENS);
        }
        asked = now;
        if (now.isBefore(judgesFrom)) {
            return false;
        }
        var before = silent.keySet();
        var after = new TreeMap<NodeId, Instant>();
        voices.forEach((node, voice) -> {
            if (voice.isSilent(now)) {
                after.put(node, voice.at);
            }
        });
        silent = after;
        return !before.equals(after.keySet());
    }

    /// The nodes whose agents are silent, and when each was heard last.
    public SortedMap<NodeId, Instant> nodes() {
        return new TreeMap<>(silent);
    }

    /// Whether nobody at all is heard: then it is the bus, and not the agents.
    public boolean isTotal() {
        return voices.size() > 1 && silent.size() == voices.size();
    }
}
