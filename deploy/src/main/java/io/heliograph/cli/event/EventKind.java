package io.heliograph.cli.event;

import io.heliograph.fleet.wire.EventType;
import io.heliograph.fleet.wire.Topic;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The events of one topic, by the word that `--type` takes.
public enum EventKind {
    TRANSITIONS(EventType.SESSION_TRANSITION),
    APPLIES(EventType.APPLY_RESULT),
    ROUTES(EventType.ROUTE_HEALTH),
    HOSTS(EventType.HOST_REPORT),
    REFLECTORS(EventType.REFLECTOR_REPORT),
    FLEET(EventType.FLEET_ENTRY),
    CONFIGS(EventType.NODE_CONFIG),
    SESSIONS(EventType.SESSION_HEALTH),
    ROLLOUTS(EventType.ROLLOUT),
    RELEASES(EventType.RELEASE),
    DEAD_LETTERS(EventType.DEAD_LETTER);

    private final EventType type;

    EventKind(EventType type) {
        this.type = type;
    }

    public EventType type() {
        return type;
    }

    public Topic topic() {
        return type.topic();
    }

    /// `dead-letters`
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<EventKind> named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
