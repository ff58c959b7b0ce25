package io.heliograph.fleet.event;

/// The journey of a subnet, in order. *Established is not reachable*: `VERIFIED` means that the route is selected
/// on the reflector and its next hop resolves there.
public enum Stage {
    OBSERVED,
    ADMITTED,
    RENDERED,
    APPLIED,
    REFLECTED,
    VERIFIED
}
