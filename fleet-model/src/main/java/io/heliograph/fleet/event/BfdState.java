package io.heliograph.fleet.event;

/// What BFD says of a neighbour (RFC 5880, 4.1).
public enum BfdState {
    ADMIN_DOWN,
    DOWN,
    INIT,
    UP
}
