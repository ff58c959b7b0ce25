package io.heliograph.fleet.wire;

import io.heliograph.fleet.event.ApplyResult;
import io.heliograph.fleet.event.DeadLetter;
import io.heliograph.fleet.event.FleetEntry;
import io.heliograph.fleet.event.HostReport;
import io.heliograph.fleet.event.NodeConfig;
import io.heliograph.fleet.event.ReflectorReport;
import io.heliograph.fleet.event.Release;
import io.heliograph.fleet.event.Rollout;
import io.heliograph.fleet.event.RouteHealth;
import io.heliograph.fleet.event.SessionHealth;
import io.heliograph.fleet.event.SessionTransition;

/// The versioned CloudEvents types, one a topic.
public enum EventType {
    HOST_REPORT("heliograph.host-report.v1", HostReport.class, Topic.HOST_REPORTS),
    FLEET_ENTRY("heliograph.fleet-entry.v1", FleetEntry.class, Topic.FLEET),
    NODE_CONFIG("heliograph.node-config.v1", NodeConfig.class, Topic.CONFIGS),
    APPLY_RESULT("heliograph.apply-result.v1", ApplyResult.class, Topic.APPLIES),
    SESSION_HEALTH("heliograph.session-health.v1", SessionHealth.class, Topic.SESSIONS),
    SESSION_TRANSITION("heliograph.session-transition.v1", SessionTransition.class, Topic.SESSION_TRANSITIONS),
    ROUTE_HEALTH("heliograph.route-health.v1", RouteHealth.class, Topic.ROUTES),
    ROLLOUT("heliograph.rollout.v1", Rollout.class, Topic.ROLLOUTS),
    RELEASE("heliograph.release.v1", Release.class, Topic.RELEASES),
    REFLECTOR_REPORT("heliograph.reflector-report.v1", ReflectorReport.class, Topic.REFLECTOR_REPORTS),
    DEAD_LETTER("heliograph.dead-letter.v1", DeadLetter.class, Topic.DEAD_LETTER);

    private final String typeName;
    private final Class<?> payload;
    private final Topic topic;

    EventType(String typeName, Class<?> payload, Topic topic) {
        this.typeName = typeName;
        this.payload = payload;
        this.topic = topic;
    }

    /// The CloudEvents `type`.
    public String typeName() {
        return typeName;
    }

    public Class<?> payload() {
        return payload;
    }

    public Topic topic() {
        return topic;
    }

    /// The type of an event; throws `IllegalArgumentException` for what is no event.
    public static EventType of(Object event) {
        for (var type : values()) {
            if (type.payload.isInstance(event)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no event: " + event.getClass().getName());
    }

    static EventType on(Topic topic) {
        for (var type : values()) {
            if (type.topic == topic) {
                return type;
            }
        }
        throw new IllegalStateException("a topic without a type: " + topic);
    }
}
