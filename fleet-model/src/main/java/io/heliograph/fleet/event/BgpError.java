package io.heliograph.fleet.event;

/// The NOTIFICATION that ended a session (RFC 4271, 4.5).
///
/// @param code the error code: 4 is *hold timer expired*, 6 *cease*
/// @param subcode 0 where the code has none
public record BgpError(Sender sender, int code, int subcode) {
    /// Who sent it.
    public enum Sender {
        PEER,
        REFLECTOR
    }
}
