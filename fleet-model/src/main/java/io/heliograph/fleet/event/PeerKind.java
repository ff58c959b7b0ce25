package io.heliograph.fleet.event;

/// What stands at the other end of a session.
public enum PeerKind {
    HOST,
    REFLECTOR,
    UPSTREAM,
    /// An address that is no peer's and tries to connect. No configuration has a session of this kind.
    STRANGER
}
