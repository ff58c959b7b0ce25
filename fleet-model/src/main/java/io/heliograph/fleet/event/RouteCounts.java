package io.heliograph.fleet.event;

/// Routes of one session, as BIRD counts them; all zero while the session is not established.
public record RouteCounts(long imported, long filtered, long exported, long preferred) {
    public static final RouteCounts NONE = new RouteCounts(0, 0, 0, 0);
}
