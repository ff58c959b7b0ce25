package io.heliograph.simulation;

import io.heliograph.birdcontrol.reply.ProtocolDetails;
import io.heliograph.birdcontrol.reply.ProtocolRow;
import io.heliograph.fleet.ProtocolName;
import io.heliograph.fleet.ReflectorId;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.reason.Reason;
import io.heliograph.fleet.reason.ReasonCode;
import io.heliograph.fleet.wire.Topic;
import io.heliograph.rragent.sessions.SessionChanges;
import io.heliograph.rragent.sessions.SessionTable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The watching half of a reflector's agent: what it sees of the sessions goes to the bus.
final class SimulatedWatch {
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final int EACH = 5_000;
    private static final int MOST = 400;
    private static final int OUTBOX = 1_000;

    private final SimulatedNode agent;
    private final ReflectorId reflector;
    private final Timeline time;
    private final SimulatedLog log;
    private final Deque<SessionHealth> outbox = new ArrayDeque<>();
    private SessionTable sessions;
    private long life;
    private boolean recalled;
    boolean busAway;

    SimulatedWatch(SimulatedNode agent, Timeline time, SimulatedLog log) {
        this.agent = agent;
        this.reflector = new ReflectorId(agent.node.name());
        this.time = time;
        this.log = log;
        sessions = table();
        agent.listeners.add(_ -> look());
        time.each(EACH, this::look);
    }

    private SessionTable table() {
        return new SessionTable(reflector, HEARTBEAT, ZoneOffset.UTC, agent.identity::next);
    }

    void restarted() {
        life++;
        sessions = table();
        recalled = false;
        outbox.clear();
    }

    private void look() {
        if (agent.agentAlive) {
            agent.current.ifPresent(this::look);
        }
    }

    private void look(NodeConfig running) {
        if (agent.bird.alive) {
            var rows = ProtocolRow.listing(agent.bird.answer("show protocols", time.now));
            var byName = new HashMap<String, ProtocolRow>();
            rows.forEach(row -> byName.put(row.name(), row));
            var details = new HashMap<ProtocolName, ProtocolDetails>();
            sessions.wanting(running, rows, MOST, time.now).forEach(name -> {
                var row = byName.get(name.value());
                if (row != null) {
                    details.put(name, new ProtocolDetails(row, Map.of(), java.util.List.of()));
                }
            });
            tell(sessions.observe(running, rows, details, time.now));
        } else {
            tell(sessions.lost(running, Reason.of(ReasonCode.BIRD_UNREACHABLE, "/run/bird.ctl", "gone"), time.now));
        }
        if (!recalled && !busAway) {
            recalled = true;
            tell(sessions.recall(told().values(), time.now));
        }
        flush();
    }

    private Map<String, SessionHealth> told() {
        var told = new LinkedHashMap<String, SessionHealth>();
        log.all(Topic.SESSIONS).stream()
                .filter(record -> record.key.startsWith(reflector + "/"))
                .forEach(record -> record.event()
                        .map(SessionHealth.class::cast)
                        .ifPresent(health -> told.put(health.key(), health)));
        return told;
    }

    private void tell(SessionChanges changes) {
        outbox.addAll(changes.health());
        while (outbox.size() > OUTBOX) {
            outbox.remove();
        }
    }

    private void flush() {
        while (!busAway && !outbox.isEmpty()) {
            log.write(outbox.remove(), reflector + "-" + life);
        }
    }
}
