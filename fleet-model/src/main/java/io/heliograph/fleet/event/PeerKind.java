package io.heliograph.fleet.event;

/// What stands at the other end of a session.
public enum PeerKind {
    HOST,
    REFLECTOR,
    UPSTREAM
}
