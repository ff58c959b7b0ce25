package io.heliograph.fleet.event;

/// What a new configuration does to a running BIRD, from harmless to an outage.
public enum ChangeClass {
    /// The same bytes.
    NONE,
    /// Sessions are added, removed or changed in their own channel; no other session notices.
    ISOLATED,
    /// Channels are read again by route refresh; no session ends.
    RELOAD,
    /// Sessions that stay configured end and start again.
    SESSION_RESTART
}
