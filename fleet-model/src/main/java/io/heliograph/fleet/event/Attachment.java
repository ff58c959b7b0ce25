package io.heliograph.fleet.event;

/// How the subnets of a host come to the reflectors. `BGP`: its BIRD announces them. `STATIC`: it has no BIRD, and
/// the reflectors originate them with the host as next hop, for as long as the host is served. `STATIC_BFD`: as
/// `STATIC`, and only while BFD (RFC 5880) finds the host alive.
public enum Attachment {
    BGP,
    STATIC,
    STATIC_BFD
}
