package io.heliograph.fleet.event;

/// The state of a session to people; BIRD's own words stand beside it.
public enum SessionState {
    UP,
    CONNECTING,
    DOWN,
    DISABLED,
    UNKNOWN
}
